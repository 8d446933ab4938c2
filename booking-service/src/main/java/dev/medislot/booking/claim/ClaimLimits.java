package dev.medislot.booking.claim;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.claim.Claim.EmailUnconfirmed;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.TooManyBookings;
import dev.medislot.common.PatientId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The limits of a patient's bookings; those of an unconfirmed account count a guardian and all dependents together. The
 * claim has locked the patient and the guardian, so that two members of a family do not both take the last booking.
 */
@Component
public class ClaimLimits {

    private static final String BOOKINGS = """
            (select count(*) from booking
             where patient_id = :patient and status = 'CONFIRMED' and ends_at > :at)""";

    private static final String BOOKINGS_OF_FAMILY = """
            (select count(*) from booking
             where patient_id in (select id from patient where account.id in (id, guardian_id))
               and status = 'CONFIRMED' and ends_at > :at)""";

    /**
     * The condition that {@code :patient} has not reached a limit at {@code :at}, in a statement with the
     * {@code account} of the patient and with the {@link #parameters}.
     */
    public static final String NOT_REACHED = """
            %s < :maxBookings
            and (account.email_confirmed_at is not null or %s < :maxUnconfirmed)""".formatted(BOOKINGS,
            BOOKINGS_OF_FAMILY);

    private record Counts(int bookings, int bookingsOfFamily, boolean isUnconfirmed) {}

    private final JdbcClient jdbc;
    private final BookingRules rules;

    ClaimLimits(JdbcClient jdbc, BookingRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /**
     * The parameters of {@link #NOT_REACHED}.
     *
     * @param limited false for a caller whom no limit binds
     */
    public Map<String, Integer> parameters(boolean limited) {
        return Map.of("maxBookings", limited ? rules.maxLiveBookings() : Integer.MAX_VALUE, "maxUnconfirmed",
                limited ? rules.unconfirmed().bookings() : Integer.MAX_VALUE);
    }

    @Nullable
    Refusal reached(PatientId patient, Instant now) {
        var counts = counts(patient, now);
        if (counts.bookings() >= rules.maxLiveBookings()) {
            return new TooManyBookings(rules.maxLiveBookings());
        }
        return counts.isUnconfirmed() && counts.bookingsOfFamily() >= rules.unconfirmed().bookings()
                ? new EmailUnconfirmed(rules.unconfirmed().bookings())
                : null;
    }

    private Counts counts(PatientId patient, Instant now) {
        return jdbc.sql("""
                select %s as bookings, %s as bookings_of_family, account.email_confirmed_at is null as is_unconfirmed
                from patient p join patient account on account.id = coalesce(p.guardian_id, p.id)
                where p.id = :patient
                """.formatted(BOOKINGS, BOOKINGS_OF_FAMILY))
                .param("patient", patient)
                .param("at", now)
                .query((row, _) -> new Counts(row.getInt("bookings"), row.getInt("bookings_of_family"),
                        row.getBoolean("is_unconfirmed")))
                .single();
    }

    /** Whether the email address of the account is not confirmed: of the patient, or of a dependent's guardian. */
    boolean isUnconfirmed(PatientId patient) {
        return jdbc.sql("""
                select account.email_confirmed_at is null
                from patient p join patient account on account.id = coalesce(p.guardian_id, p.id)
                where p.id = :patient
                """).param("patient", patient).query(Boolean.class).single();
    }
}
