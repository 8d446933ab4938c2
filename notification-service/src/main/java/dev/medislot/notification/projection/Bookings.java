package dev.medislot.notification.projection;

import static dev.medislot.service.sql.Rows.doctorId;
import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Copies of the bookings, each with the last reminder that was stored for its visit as mails state it. */
@Repository
public class Bookings implements Projection {

    /** An earlier release stored no name of the visit type, and no mode of a visit by video. */
    private static final String SAME_VISIT = """
            (stored.status, stored.patient_id, stored.doctor_id, stored.starts_at, stored.ends_at,
             coalesce(stored.mode, 'VIDEO'), coalesce(stored.visit_type_name, excluded.visit_type_name))
            is not distinct from
            (excluded.status, excluded.patient_id, excluded.doctor_id, excluded.starts_at, excluded.ends_at,
             coalesce(excluded.mode, 'VIDEO'), excluded.visit_type_name)""";

    private final JdbcClient jdbc;

    Bookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String topic() {
        return Topics.BOOKINGS;
    }

    @Override
    public String kept() {
        return "select id::text as key, version from booking";
    }

    /** Returns true, because unread events may need mails. */
    @Override
    public boolean leavesUnreadEvents() {
        return true;
    }

    @Override
    public int keep(ReceivedEvent event) {
        return read(event).filter(this::apply).isPresent() ? 1 : 0;
    }

    /** Returns empty for a type that is newer than this code. */
    public static Optional<BookingEvent> read(ReceivedEvent event) {
        return switch (event.type()) {
            case "BookingCreated" -> Optional.of(event.as(BookingCreated.class));
            case "BookingUpdated" -> Optional.of(event.as(BookingUpdated.class));
            case "BookingCancelled" -> Optional.of(event.as(BookingCancelled.class));
            default -> Optional.empty();
        };
    }

    /**
     * Returns whether the event changed the stored booking. A version that changes nothing that mails state, such as
     * one of another state, keeps the reminders and the time of the last change.
     */
    public boolean apply(BookingEvent event) {
        return jdbc.sql("""
                insert into booking as stored
                    (id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at, mode, visit_type_name)
                values (:id, :version, :status, :patient, :doctor, :start, :end, :changedAt, :mode, :visitTypeName)
                on conflict (id) do update
                set version = excluded.version, status = excluded.status, patient_id = excluded.patient_id,
                    doctor_id = excluded.doctor_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    mode = excluded.mode, visit_type_name = excluded.visit_type_name,
                    changed_at = case when %1$s then stored.changed_at else excluded.changed_at end,
                    reminded = case when stored.version = excluded.version or %1$s then stored.reminded end
                where stored.version < excluded.version
                or (stored.version = excluded.version
                    and (stored.status, stored.patient_id, stored.doctor_id, stored.starts_at, stored.ends_at,
                         stored.mode, stored.visit_type_name)
                        is distinct from (excluded.status, excluded.patient_id, excluded.doctor_id,
                         excluded.starts_at, excluded.ends_at, excluded.mode, excluded.visit_type_name))
                """.formatted(SAME_VISIT))
                .param("id", event.bookingId())
                .param("version", event.version())
                .param("status", event.status())
                .param("patient", event.patientId())
                .param("doctor", event.doctorId())
                .param("start", event.slot().start())
                .param("end", event.slot().end())
                .param("changedAt", event.occurredAt())
                .param("mode", event.mode())
                .param("visitTypeName", event.visitTypeName())
                .update() == 1;
    }

    /** How a booking is attended at that version; empty if another version is stored. */
    public Optional<VisitMode> mode(UUID id, int version) {
        return jdbc.sql("select mode from booking where id = :id and version = :version")
                .param("id", id)
                .param("version", version)
                .query(Bookings::mode)
                .optional();
    }

    /** Finds a booking and keeps events from changing it before the transaction ends. */
    public Optional<Booking> lock(UUID id) {
        return jdbc.sql("""
                select id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at, mode,
                       visit_type_name, invite_updates
                from booking where id = :id for share
                """).param("id", id).query(Bookings::booking).optional();
    }

    /**
     * Takes confirmed bookings that start in that time and have had no reminder this close, and marks them as reminded.
     */
    public List<Booking> takeForReminder(Instant from, Instant until, Duration lead, int max) {
        return jdbc.sql("""
                update booking b set reminded = make_interval(secs => :lead)
                where b.id in (
                    select id from booking
                    where status = 'CONFIRMED' and starts_at > :from and starts_at <= :until
                    and changed_at <= starts_at - make_interval(secs => :lead)
                    and (reminded is null or reminded > make_interval(secs => :lead))
                    order by starts_at
                    limit :max
                    for update skip locked)
                returning id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at, mode,
                          visit_type_name, invite_updates
                """)
                .param("from", from)
                .param("until", until)
                .param("lead", lead.toSeconds())
                .param("max", max)
                .query(Bookings::booking)
                .list();
    }

    /**
     * Counts an update of the invites of a doctor's confirmed bookings of that mode that start later, and returns them.
     */
    public List<Booking> updateInvites(UUID doctor, VisitMode mode, Instant after) {
        return jdbc.sql("""
                update booking set invite_updates = invite_updates + 1
                where doctor_id = :doctor and starts_at > :after and status = 'CONFIRMED'
                and coalesce(mode, 'VIDEO') = :mode
                returning id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at, mode,
                          visit_type_name, invite_updates
                """).param("doctor", doctor).param("mode", mode).param("after", after).query(Bookings::booking).list();
    }

    /** How often the invite of the booking was sent again with another place or link. */
    public int inviteUpdates(UUID id) {
        return jdbc.sql("select invite_updates from booking where id = :id")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** The bookings of a doctor and of some patients that are not cancelled and end after that time, by start. */
    public List<Booking> notCancelledOf(UUID doctor, List<UUID> patients, Instant after) {
        return jdbc.sql("""
                select id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at, mode,
                       visit_type_name, invite_updates
                from booking
                where (patient_id in (:patients) or doctor_id = :doctor) and status <> 'CANCELLED' and ends_at > :after
                order by starts_at
                """)
                .param("doctor", doctor)
                .param("patients", patients)
                .param("after", after)
                .query(Bookings::booking)
                .list();
    }

    private static Booking booking(ResultSet row, int number) throws SQLException {
        return new Booking(uuid(row, "id"), row.getInt("version"), BookingStatus.valueOf(row.getString("status")),
                patientId(row, "patient_id"), doctorId(row, "doctor_id"), instant(row, "starts_at"),
                instant(row, "ends_at"), instant(row, "changed_at"), mode(row, number),
                row.getString("visit_type_name"), row.getInt("invite_updates"));
    }

    private static VisitMode mode(ResultSet row, int number) throws SQLException {
        var mode = row.getString("mode");
        return mode == null ? VisitMode.VIDEO : VisitMode.valueOf(mode);
    }
}
