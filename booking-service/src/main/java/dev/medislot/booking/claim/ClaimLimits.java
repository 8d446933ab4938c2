package dev.medislot.booking.claim;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.claim.Claim.EmailUnconfirmed;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.TooManyBookings;
import dev.medislot.common.PatientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The limits of a patient's bookings; those of an unconfirmed account count a guardian and all dependents together. The
 * claim has locked the patient and the guardian, so that two members of a family do not both take the last booking.
 */
@Component
class ClaimLimits {

    private final JdbcClient jdbc;
    private final BookingRules rules;

    ClaimLimits(JdbcClient jdbc, BookingRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    @Nullable
    Refusal reached(PatientId patient, Instant now) {
        if (liveBookings(patient, now) >= rules.maxLiveBookings()) {
            return new TooManyBookings(rules.maxLiveBookings());
        }
        return isUnconfirmed(patient) && liveBookingsOfFamily(patient, now) >= rules.unconfirmed().bookings()
                ? new EmailUnconfirmed(rules.unconfirmed().bookings())
                : null;
    }

    /** Whether the email address of the account is not confirmed: of the patient, or of a dependent's guardian. */
    boolean isUnconfirmed(PatientId patient) {
        return jdbc.sql("""
                select account.email_confirmed_at is null
                from patient p join patient account on account.id = coalesce(p.guardian_id, p.id)
                where p.id = :patient
                """).param("patient", patient).query(Boolean.class).single();
    }

    private int liveBookings(PatientId patient, Instant now) {
        return jdbc.sql("""
                select count(*) from booking
                where patient_id = :patient and status = 'CONFIRMED' and ends_at > :now
                """).param("patient", patient).param("now", now).query(Integer.class).single();
    }

    private int liveBookingsOfFamily(PatientId patient, Instant now) {
        return jdbc.sql("""
                select count(*)
                from patient p
                join patient member on coalesce(p.guardian_id, p.id) in (member.id, member.guardian_id)
                join booking b on b.patient_id = member.id
                where p.id = :patient and b.status = 'CONFIRMED' and b.ends_at > :now
                """).param("patient", patient).param("now", now).query(Integer.class).single();
    }
}
