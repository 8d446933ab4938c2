package dev.medislot.booking.place;

import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.slotId;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.common.DoctorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds upcoming visits in person whose place is in another state, as their doctor's day says now. */
@Repository
class VisitsElsewhere {

    /** The visit may be on a date before or after that of UTC. */
    private static final String ELSEWHERE = """
            select b.id, b.patient_id, b.doctor_id, b.visit_type_id, b.starts_at
            from booking b
            join doctor_day day on day.doctor_id = b.doctor_id
                and day.date between (b.starts_at at time zone 'UTC')::date - 1
                                 and (b.starts_at at time zone 'UTC')::date + 1
            cross join lateral visit_of_slot(day, b.visit_type_id, b.starts_at) visit
            where b.status = 'CONFIRMED' and b.held_until is null and b.mode = 'IN_PERSON' and b.starts_at > :now
              and b.patient_state <> visit.place_state
            """;

    private final JdbcClient jdbc;

    VisitsElsewhere(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Finds those on a doctor's day. */
    List<BookingElsewhere> list(DoctorId doctor, LocalDate date, Instant now) {
        return jdbc.sql(ELSEWHERE + "and day.doctor_id = :doctor and day.date = :date order by b.starts_at")
                .param("doctor", doctor)
                .param("date", date)
                .param("now", now)
                .query(VisitsElsewhere::booking)
                .list();
    }

    /**
     * Finds those of all doctors. Days are read only for bookings whose state is not that of the doctor's place, which
     * are few.
     */
    List<BookingElsewhere> list(Instant now, int limit) {
        return jdbc.sql(ELSEWHERE + """
                and b.patient_state <> (select c.place_state from doctor_contact c where c.doctor_id = b.doctor_id)
                order by b.starts_at, b.id
                limit :limit
                """).param("now", now).param("limit", limit).query(VisitsElsewhere::booking).list();
    }

    private static BookingElsewhere booking(ResultSet row, int number) throws SQLException {
        return new BookingElsewhere(uuid(row, "id"), patientId(row, "patient_id"), slotId(row));
    }
}
