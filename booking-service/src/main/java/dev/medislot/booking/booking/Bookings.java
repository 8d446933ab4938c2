package dev.medislot.booking.booking;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.slotId;
import static dev.medislot.service.sql.Rows.state;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.claim.Attendance;
import dev.medislot.booking.claim.ClaimedVisit;
import dev.medislot.booking.claim.VideoProperties;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of bookings, without the holds in it. A change of a booking also locks the patient here, and looks here
 * whether the visit is rated.
 */
@Repository
public class Bookings {

    private static final String SELECT = """
            select b.id, b.status, b.version, b.patient_id, p.first_name || ' ' || p.last_name as patient_name,
                   b.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, b.starts_at, b.ends_at,
                   b.patient_state, b.reason, b.cancellation_reason, b.created_at, b.updated_at,
                   b.visit_type_id, b.visit_type_name, b.mode, b.busy_from, b.busy_until,
                   coalesce(p.phone, (select g.phone from patient g where g.id = p.guardian_id)) as phone,
                   p.date_of_birth, %s
            from booking b
            left join patient p on p.id = b.patient_id
            left join doctor d on d.id = b.doctor_id
            left join doctor_contact c on c.doctor_id = b.doctor_id
            """.formatted(Attendance.COLUMNS);

    private static final String NOT_OFFERED = """
            not exists (
                select 1 from doctor_day day
                where day.doctor_id = b.doctor_id
                  and day.date between (b.starts_at at time zone 'UTC')::date - 1
                                   and (b.starts_at at time zone 'UTC')::date + 1
                  and (day.ends[array_position(day.starts, b.starts_at)] = b.ends_at
                       and (states_of_slot(day, b.starts_at)
                            >> array_position(:states::text[], b.patient_state) - 1) & 1 = 1
                       or exists (select 1 from visit_of_slot(day, b.visit_type_id, b.starts_at) v
                                  where (v.licensed >> array_position(:states::text[], b.patient_state) - 1) & 1 = 1)))
            """;

    private final JdbcClient jdbc;
    private final BookingRules rules;
    private final VideoProperties video;
    private final Clock clock;

    Bookings(JdbcClient jdbc, BookingRules rules, VideoProperties video, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.video = video;
        this.clock = clock;
    }

    public Optional<Booking> find(UUID id) {
        return jdbc.sql(SELECT + "where b.id = :id and b.held_until is null")
                .param("id", id)
                .query(this::booking)
                .optional();
    }

    /** Locks the patient; lock their bookings and entries only afterwards, so that two changes never deadlock. */
    public void lockPatient(PatientId patient) {
        jdbc.sql("select id from patient where id = :patient for no key update")
                .param("patient", patient)
                .query(UUID.class)
                .optional();
    }

    /** Finds a booking and locks it until the transaction ends. */
    public Optional<Booking> lock(UUID id) {
        return jdbc.sql(SELECT + "where b.id = :id and b.held_until is null for update of b")
                .param("id", id)
                .query(this::booking)
                .optional();
    }

    /** Whether the patient has rated the visit; exact while the booking is locked. */
    boolean isRated(UUID id) {
        return jdbc.sql("select exists (select 1 from rating where booking_id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /**
     * Lists bookings by start, those that are under way at {@code from} included. The statement has only the conditions
     * that are set, so each kind gets its own plan. No visit is as long as a day, so the index bounds the search.
     */
    List<Booking> list(BookingFilter filter, int limit, @Nullable Cursor after) {
        var where = Where.of("b.held_until is null")
                .and("b.ends_at > :from and b.starts_at > :from - interval '24 hours'", "from", filter.from())
                .and("b.starts_at < :to", "to", filter.to())
                .and("b.doctor_id = :doctor", "doctor", filter.doctor())
                .and("b.patient_id in (:patients)", "patients", filter.patients());
        if (filter.status() != null) {
            // a literal, which matches the partial indexes
            where.and("b.status = '%s'".formatted(filter.status().name()));
        }
        return list(where, limit, after);
    }

    /**
     * Lists upcoming confirmed bookings, by start, whose slot no known day offers in that length to a patient of that
     * state. These are few.
     */
    public List<Booking> withoutSlot(@Nullable PatientId patient, @Nullable DoctorId doctor, Instant now, int limit,
            @Nullable Cursor after) {
        return list(Where.of("b.status = 'CONFIRMED' and b.starts_at > :now", "now", now)
                .and("b.patient_id = :patient", "patient", patient)
                .and("b.doctor_id = :doctor", "doctor", doctor)
                .and(NOT_OFFERED, "states", UsState.codes()), limit, after);
    }

    private List<Booking> list(Where where, int limit, @Nullable Cursor after) {
        where.and("(b.starts_at, b.id) > (:start, :id)",
                after == null ? null : Map.of("start", after.instant(0), "id", after.uuid(1)));
        return jdbc.sql(SELECT + where + " order by b.starts_at, b.id limit :limit")
                .params(where.params())
                .param("limit", limit)
                .query(this::booking)
                .list();
    }

    /** Finds upcoming confirmed bookings and locks them until the transaction ends. */
    List<Booking> lockUpcoming(PatientId patient, Instant now) {
        return jdbc.sql(SELECT + """
                where b.patient_id = :patient and b.status = 'CONFIRMED' and b.starts_at > :now
                order by b.starts_at, b.id
                for update of b
                """).param("patient", patient).param("now", now).query(this::booking).list();
    }

    /** Finds and locks confirmed bookings that ended before a moment, except those that another instance has locked. */
    List<Booking> lockUnclosed(Instant endedBefore, int limit) {
        return jdbc.sql(SELECT + """
                where b.status = 'CONFIRMED' and b.starts_at < :before and b.ends_at < :before
                order by b.starts_at, b.id
                limit :limit
                for update of b skip locked
                """).param("before", endedBefore).param("limit", limit).query(this::booking).list();
    }

    /** Writes status, state, version and cancellation reason; the slot is written by a claim only. */
    void update(Booking booking) {
        jdbc.sql("""
                update booking
                set status = :status, version = :version, patient_state = :patientState,
                    cancellation_reason = :cancellationReason, updated_at = :updatedAt
                where id = :id
                """).paramSource(booking).update();
    }

    private Booking booking(ResultSet row, int number) throws SQLException {
        var slot = slotId(row);
        var created = instant(row, "created_at");
        var status = BookingStatus.valueOf(row.getString("status"));
        var changeableUntil = status == BookingStatus.CONFIRMED
                ? rules.changeableUntil(slot.start(), created, clock.instant())
                : null;
        return new Booking(uuid(row, "id"), status, row.getInt("version"), patientId(row, "patient_id"),
                row.getString("patient_name"), slot.doctor(), row.getString("doctor_name"), slot, slot.start(),
                instant(row, "ends_at"), state(row, "patient_state"), row.getString("reason"),
                row.getString("cancellation_reason"), created, instant(row, "updated_at"), changeableUntil)
                        .of(ClaimedVisit.of(row))
                        .attendedBy(Attendance.of(row).orLink(video.videoLink()));
    }
}
