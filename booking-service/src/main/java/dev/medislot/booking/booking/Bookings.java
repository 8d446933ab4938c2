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

/** The table of bookings; holds, which share it, are never among what is read here. */
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
        return jdbc.sql(SELECT + "where b.id = ? and b.held_until is null")
                .param(id)
                .query(Bookings::booking)
                .optional();
    }

    /** Locked before any of their bookings, so that two who change one patient's bookings never wait in a circle. */
    void lockPatient(PatientId patient) {
        jdbc.sql("select id from patient where id = ? for no key update")
                .param(patient.value())
                .query(UUID.class)
                .optional();
    }

    /** Locks it until the transaction ends. */
    Optional<Booking> lock(UUID id) {
        return jdbc.sql(SELECT + "where b.id = ? and b.held_until is null for update of b")
                .param(id)
                .query(Bookings::booking)
                .optional();
    }

    /** In order of their start. Only what narrows is in the statement, so that each kind of list gets its own plan. */
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
     * Confirmed bookings ahead, in order of their start, to which no day that we know of offers their slot in their
     * length for a patient of their state: few, of however many there are.
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

    /** What is still confirmed and has not started; locked until the transaction ends. */
    List<Booking> lockUpcoming(PatientId patient, Instant now) {
        return jdbc.sql(SELECT + """
                where b.patient_id = ? and b.status = 'CONFIRMED' and b.starts_at > ?
                order by b.starts_at, b.id
                for update of b
                """).params(patient.value(), utc(now)).query(Bookings::booking).list();
    }

    /** Some that ended before then and that nobody closed and no other instance is closing. */
    List<Booking> lockUnclosed(Instant endedBefore, int most) {
        return jdbc.sql(SELECT + """
                where b.status = 'CONFIRMED' and b.starts_at < ? and b.ends_at < ?
                order by b.starts_at, b.id
                limit ?
                for update of b skip locked
                """).params(utc(endedBefore), utc(endedBefore), most).query(Bookings::booking).list();
    }

    /** Writes status, state, version and reasons; the slot is written by a claim only. */
    void update(Booking booking) {
        jdbc.sql("""
                update booking
                set status = ?, version = ?, patient_state = ?, cancellation_reason = ?, updated_at = ?
                where id = ?
                """)
                .params(Arrays.<@Nullable Object>asList(booking.status().name(), booking.version(),
                        booking.patientState().name(), booking.cancellationReason(), utc(booking.updatedAt()),
                        booking.id()))
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
