package dev.medislot.booking.booking;

import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.SlotTime;
import dev.medislot.service.outbox.Outbox;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every version of every booking, stored together with its event. */
@Component
class BookingHistory {

    private static final Logger LOG = LoggerFactory.getLogger(BookingHistory.class);

    private final JdbcClient jdbc;
    private final Outbox outbox;

    BookingHistory(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void write(VersionChange change, Booking booking, Actor actor) {
        write(change, booking, actor, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void write(VersionChange change, Booking booking, Actor actor, @Nullable SlotTime previous) {
        store(change, booking, actor, outbox.publish(event(change, booking, actor, previous, null)));
    }

    /** A cancellation because the slot was withdrawn; the cause is only in the event. */
    @Transactional(propagation = Propagation.MANDATORY)
    void withdrawn(Booking booking, Actor actor, @Nullable WithdrawalCause cause) {
        store(VersionChange.CANCELLED, booking, actor,
                outbox.publish(event(VersionChange.CANCELLED, booking, actor, null, cause)));
    }

    private void store(VersionChange change, Booking booking, Actor actor, UUID eventId) {
        jdbc.sql("""
                insert into booking_history (booking_id, version, change, event_id, occurred_at, actor_id, actor_role,
                                             status, doctor_id, starts_at, ends_at, patient_state, visit_type_id)
                values (:id, :version, :change, :event, :at, :actor, :role, :status, :doctor, :start, :end, :state,
                        :visitType::uuid)
                """)
                .param("id", booking.id())
                .param("version", booking.version())
                .param("change", change)
                .param("event", eventId)
                .param("at", booking.updatedAt())
                .param("actor", actor.id())
                .param("role", actor.role())
                .param("status", booking.status())
                .param("doctor", booking.doctorId())
                .param("start", booking.start())
                .param("end", booking.end())
                .param("state", booking.patientState())
                .param("visitType", booking.visitTypeId())
                .update();
        log(change, booking, actor);
    }

    static void log(VersionChange change, Booking booking, Actor actor) {
        LOG.atInfo()
                .addKeyValue("bookingId", booking.id())
                .log("Booking {} version {}: {} by {} {}", booking.id(), booking.version(), change, actor.role(),
                        actor.id());
    }

    List<BookingVersion> of(UUID booking) {
        return jdbc.sql("""
                select b.patient_id, h.booking_id, h.version, h.change, h.occurred_at, h.actor_id, h.actor_role,
                       h.status, h.doctor_id, h.starts_at, h.ends_at, h.patient_state,
                       h.visit_type_id
                from booking_history h join booking b on b.id = h.booking_id
                where h.booking_id = :booking order by h.version
                """).param("booking", booking).query(BookingVersion::of).list();
    }

    static BookingEvent event(VersionChange change, Booking b, Actor actor, @Nullable SlotTime previous,
            @Nullable WithdrawalCause cause) {
        var patient = b.patientId().value();
        var doctor = b.doctorId().value();
        var previousDoctor = previous == null ? null : previous.id().doctor().value();
        var visit = b.visit();
        var type = visit == null ? null : visit.type();
        var mode = visit == null ? null : visit.mode();
        var from = visit == null ? null : visit.busyFrom();
        var until = visit == null ? null : visit.busyUntil();
        var name = visit == null ? null : visit.name();
        return switch (change) {
            case CREATED -> new BookingCreated(b.id(), b.version(), b.updatedAt(), actor, b.status(), patient,
                    b.patientState(), doctor, b.slot(), previous, previousDoctor, type, mode, from, until, name);
            case CANCELLED -> new BookingCancelled(b.id(), b.version(), b.updatedAt(), actor, b.status(), patient,
                    b.patientState(), doctor, b.slot(), previous, previousDoctor, type, mode, from, until, cause, name);
            case MOVED, COMPLETED, NO_SHOW, RELOCATED ->
                    new BookingUpdated(b.id(), b.version(), b.updatedAt(), actor, b.status(), patient, b.patientState(),
                            doctor, b.slot(), previous, previousDoctor, type, mode, from, until, name);
        };
    }
}
