package dev.medislot.booking.booking;

import dev.medislot.booking.claim.FreedTimes;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.PatientId;
import dev.medislot.common.event.Actor;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All bookings of one patient, for changes, the export and the erasure of the patient's data. */
@Component
public class PatientBookings {

    /** A booking with each of its versions, the oldest first. */
    @Schema(name = "ExportedBooking")
    public record WithVersions(Booking booking, List<BookingVersion> versions) {}

    private static final int MAX_BOOKINGS = 100_000;

    private final Bookings bookings;
    private final BookingHistory history;
    private final FreedTimes freedTimes;
    private final JdbcClient jdbc;
    private final Clock clock;

    PatientBookings(Bookings bookings, BookingHistory history, FreedTimes freedTimes, JdbcClient jdbc, Clock clock) {
        this.bookings = bookings;
        this.history = history;
        this.freedTimes = freedTimes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The bookings of a patient by start, with their versions. */
    public List<WithVersions> withVersions(PatientId patient) {
        return bookings.list(new BookingFilter(null, null, null, null, List.of(patient)), MAX_BOOKINGS, null)
                .stream()
                .map(booking -> new WithVersions(booking, history.of(booking.id())))
                .toList();
    }

    /**
     * Whether a doctor could not call for a visit by phone, of the patient or of a dependent, without the number in
     * this patient's profile.
     */
    public boolean needPhone(PatientId patient) {
        return jdbc.sql("""
                select exists (
                    select 1 from patient p
                    left join patient guardian on guardian.id = p.guardian_id
                    join booking b on b.patient_id = p.id
                    where (p.id = :patient or p.guardian_id = :patient)
                      and coalesce(case when p.id <> :patient then p.phone end,
                                   case when guardian.id <> :patient then guardian.phone end) is null
                      and b.status = 'CONFIRMED' and b.held_until is null and b.mode = 'PHONE' and b.ends_at > :now)
                """).param("patient", patient).param("now", clock.instant()).query(Boolean.class).single();
    }

    /**
     * Cancels the upcoming ones, and removes the words that the patient or others wrote in any; the patient is locked.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int erase(PatientId patient, Actor actor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var upcoming = bookings.lockUpcoming(patient, now);
        for (var booking : upcoming) {
            var cancelled = booking.closed(BookingStatus.CANCELLED, null, now);
            bookings.update(cancelled);
            history.write(VersionChange.CANCELLED, cancelled, actor);
            freedTimes.add(patient, booking.slotId(), booking.end(), booking.visit());
        }
        jdbc.sql("""
                update booking set reason = null, cancellation_reason = null
                where patient_id = :patient and num_nonnulls(reason, cancellation_reason) > 0
                """).param("patient", patient).update();
        return upcoming.size();
    }
}
