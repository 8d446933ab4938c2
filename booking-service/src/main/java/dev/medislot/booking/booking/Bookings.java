package dev.medislot.booking.booking;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.utc;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.service.security.Caller;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of bookings, without the holds in it. */
@Repository
public class Bookings {

    private static final String SELECT = """
            select b.id, b.status, b.version, b.patient_id, p.first_name || ' ' || p.last_name as patient_name,
                   b.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, b.starts_at, b.ends_at,
                   b.patient_state, b.reason, b.cancellation_reason, b.created_at, b.updated_at
            from booking b
            left join patient p on p.id = b.patient_id
            left join doctor d on d.id = b.doctor_id
            """;

    /** In the order of their bits. */
    private static final String[] STATES = Arrays.stream(UsState.values()).map(UsState::name).toArray(String[]::new);

    /** The bookings to list; a condition that is null leaves nothing out. */
    record Filter(@Nullable BookingStatus status, @Nullable Instant from, @Nullable Instant to,
            @Nullable DoctorId doctor, @Nullable PatientId patient) {

        /** The part of these bookings that the caller may see; empty if it may see none. */
        Optional<Filter> visibleTo(Caller caller) {
            return switch (caller.role()) {
                case PATIENT -> patient == null || caller.is(patient)
                        ? Optional.of(new Filter(status, from, to, doctor, new PatientId(caller.id())))
                        : Optional.empty();
                case DOCTOR -> doctor == null || caller.is(doctor)
                        ? Optional.of(new Filter(status, from, to, new DoctorId(caller.id()), patient))
                        : Optional.empty();
                case STAFF, SYSTEM -> Optional.of(this);
            };
        }
    }

    private final JdbcClient jdbc;

    Bookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Booking> find(UUID id) {
        return jdbc.sql(SELECT + "where b.id = :id and b.held_until is null")
                .param("id", id)
                .query(Bookings::booking)
                .optional();
    }

    /** Locks the patient; do so before locking any of their bookings, so that two changes never deadlock. */
    void lockPatient(PatientId patient) {
        jdbc.sql("select id from patient where id = :patient for no key update")
                .param("patient", patient.value())
                .query(UUID.class)
                .optional();
    }

    /** Finds a booking and locks it until the transaction ends. */
    Optional<Booking> lock(UUID id) {
        return jdbc.sql(SELECT + "where b.id = :id and b.held_until is null for update of b")
                .param("id", id)
                .query(Bookings::booking)
                .optional();
    }

    /** Lists bookings by start. The statement has only the conditions that are set, so each kind gets its own plan. */
    List<Booking> list(Filter filter, int limit, @Nullable Cursor after) {
        var where = new StringBuilder("where b.held_until is null");
        var values = new ArrayList<Object>();
        if (filter.status() != null) {
            // a literal, which matches the partial indexes
            where.append(" and b.status = '%s'".formatted(filter.status().name()));
        }
        if (filter.from() != null) {
            where.append(" and b.starts_at >= ?");
            values.add(utc(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" and b.starts_at < ?");
            values.add(utc(filter.to()));
        }
        if (filter.doctor() != null) {
            where.append(" and b.doctor_id = ?");
            values.add(filter.doctor().value());
        }
        if (filter.patient() != null) {
            where.append(" and b.patient_id = ?");
            values.add(filter.patient().value());
        }
        if (after != null) {
            where.append(" and (b.starts_at, b.id) > (?, ?)");
            values.add(utc(after.instant(0)));
            values.add(after.uuid(1));
        }
        values.add(limit);
        return jdbc.sql(SELECT + where + " order by b.starts_at, b.id limit ?")
                .params(values)
                .query(Bookings::booking)
                .list();
    }

    /**
     * Lists upcoming confirmed bookings, by start, whose slot no known day offers in that length to a patient of that
     * state. These are few.
     */
    public List<Booking> withoutSlot(@Nullable PatientId patient, @Nullable DoctorId doctor, Instant now, int limit,
            @Nullable Cursor after) {
        var values = new ArrayList<Object>();
        values.add(utc(now));
        var where = new StringBuilder("where b.status = 'CONFIRMED' and b.starts_at > ?");
        if (patient != null) {
            where.append(" and b.patient_id = ?");
            values.add(patient.value());
        }
        if (doctor != null) {
            where.append(" and b.doctor_id = ?");
            values.add(doctor.value());
        }
        if (after != null) {
            where.append(" and (b.starts_at, b.id) > (?, ?)");
            values.add(utc(after.instant(0)));
            values.add(after.uuid(1));
        }
        values.add(STATES);
        values.add(limit);
        return jdbc.sql(SELECT + where + """
                 and not exists (
                    select 1 from doctor_day day
                    where day.doctor_id = b.doctor_id
                      and day.date between (b.starts_at at time zone 'UTC')::date - 1
                                       and (b.starts_at at time zone 'UTC')::date + 1
                      and day.ends[array_position(day.starts, b.starts_at)] = b.ends_at
                      and (day.licensed >> array_position(?::text[], b.patient_state) - 1) & 1 = 1)
                order by b.starts_at, b.id limit ?
                """).params(values).query(Bookings::booking).list();
    }

    /** Finds upcoming confirmed bookings and locks them until the transaction ends. */
    List<Booking> lockUpcoming(PatientId patient, Instant now) {
        return jdbc.sql(SELECT + """
                where b.patient_id = :patient and b.status = 'CONFIRMED' and b.starts_at > :now
                order by b.starts_at, b.id
                for update of b
                """).param("patient", patient.value()).param("now", utc(now)).query(Bookings::booking).list();
    }

    /** Finds and locks confirmed bookings that ended before a moment, except those that another instance has locked. */
    List<Booking> lockUnclosed(Instant endedBefore, int limit) {
        return jdbc.sql(SELECT + """
                where b.status = 'CONFIRMED' and b.starts_at < :before and b.ends_at < :before
                order by b.starts_at, b.id
                limit :limit
                for update of b skip locked
                """).param("before", utc(endedBefore)).param("limit", limit).query(Bookings::booking).list();
    }

    /** Writes status, state, version and reasons; the slot is written by a claim only. */
    void update(Booking booking) {
        jdbc.sql("""
                update booking
                set status = :status, version = :version, patient_state = :state, cancellation_reason = :reason,
                    updated_at = :at
                where id = :id
                """)
                .param("status", booking.status().name())
                .param("version", booking.version())
                .param("state", booking.patientState().name())
                .param("reason", booking.cancellationReason())
                .param("at", utc(booking.updatedAt()))
                .param("id", booking.id())
                .update();
    }

    static Booking booking(ResultSet row, int number) throws SQLException {
        var doctor = new DoctorId(row.getObject("doctor_id", UUID.class));
        var start = instant(row, "starts_at");
        return new Booking(row.getObject("id", UUID.class), BookingStatus.valueOf(row.getString("status")),
                row.getInt("version"), new PatientId(row.getObject("patient_id", UUID.class)),
                row.getString("patient_name"), doctor, row.getString("doctor_name"), new SlotId(doctor, start), start,
                instant(row, "ends_at"), UsState.valueOf(row.getString("patient_state")), row.getString("reason"),
                row.getString("cancellation_reason"), instant(row, "created_at"), instant(row, "updated_at"));
    }
}
