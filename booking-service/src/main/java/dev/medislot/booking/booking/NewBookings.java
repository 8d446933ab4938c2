package dev.medislot.booking.booking;

import dev.medislot.booking.access.CurrentAccess;
import dev.medislot.booking.access.PatientData;
import dev.medislot.booking.claim.ClaimLimits;
import dev.medislot.booking.claim.ClaimedVisit;
import dev.medislot.common.event.Actor;
import dev.medislot.service.outbox.Outbox;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes a new booking, its first version, its event and its entry of the access trail: one statement, so one round
 * trip.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class NewBookings {

    /** The constraints decide whether the time is free. The patient is locked, so the limits count exactly. */
    private static final String INSERT = """
            with booked as (
                insert into booking (id, status, version, doctor_id, patient_id, starts_at, ends_at, patient_state,
                                     reason, created_at, updated_at, visit_type_id, visit_type_name, mode, busy_from,
                                     busy_until)
                select :id, 'CONFIRMED', 1, :doctor, :patient, :start, :end, :state, :reason, :at, :at,
                       :visitType::uuid, :visitTypeName, :mode, :busyFrom::timestamptz, :busyUntil::timestamptz
                from patient p join patient account on account.id = coalesce(p.guardian_id, p.id)
                where p.id = :patient and %s
                on conflict do nothing
                returning *
            ), first_version as (
                insert into booking_history (booking_id, version, change, event_id, occurred_at, actor_id, actor_role,
                                             status, doctor_id, starts_at, ends_at, patient_state, visit_type_id)
                select id, version, 'CREATED', :eventId, created_at, :actor, :role, status, doctor_id, starts_at,
                       ends_at, patient_state, visit_type_id
                from booked
            ), access_entry as (
                %s
            )
            %s
            """.formatted(ClaimLimits.NOT_REACHED, CurrentAccess.insertFrom("booked"), Outbox.insertFrom("booked"));

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final ClaimLimits limits;

    NewBookings(JdbcClient jdbc, Outbox outbox, ClaimLimits limits) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.limits = limits;
    }

    /**
     * Returns false if the time is taken, or if the patient has reached a limit.
     *
     * @param limited the limits of bookings count
     */
    boolean add(Booking booking, Actor actor, boolean limited) {
        var added = jdbc.sql(INSERT)
                .param("id", booking.id())
                .param("doctor", booking.doctorId())
                .param("patient", booking.patientId())
                .param("start", booking.start())
                .param("end", booking.end())
                .param("state", booking.patientState())
                .param("reason", booking.reason())
                .param("at", booking.createdAt())
                .params(ClaimedVisit.columns(booking.visit()))
                .params(limits.parameters(limited))
                .param("actor", actor.id())
                .param("role", actor.role())
                .params(CurrentAccess.parameters())
                .params(outbox.parameters(UUID.randomUUID(),
                        BookingHistory.event(VersionChange.CREATED, booking, actor, null, null)))
                .update() == 1;
        if (added) {
            CurrentAccess.recorded(new PatientData(booking.patientId(), booking.id()));
            BookingHistory.log(VersionChange.CREATED, booking, actor);
        }
        return added;
    }
}
