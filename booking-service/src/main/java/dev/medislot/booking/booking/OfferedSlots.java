package dev.medislot.booking.booking;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.slotId;
import static dev.medislot.service.sql.Rows.state;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what doctors' days offer now at the slots of bookings. */
@Repository
class OfferedSlots {

    /** Locks the day before it reads the visit, as a claim does. */
    private static final String LOCKED_VISIT = """
            with locked as materialized (
                select doctor_day as day from doctor_day
                where doctor_id = :doctor and date between :from and :to for share
            )
            select visit.ends_at, visit.place_state
            from locked cross join lateral visit_of_slot(locked.day, :visitType::uuid, :start) visit
            """;

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

    OfferedSlots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns when a slot ends as its doctor offers it now, and locks the doctor's day; empty if it is not offered. */
    Optional<Instant> end(SlotId slot) {
        return lockedDay(slot.visitType() == null ? """
                select ends[array_position(starts, :start)] as ends_at from doctor_day
                where doctor_id = :doctor and date between :from and :to and :start = any (starts) for share
                """ : LOCKED_VISIT, slot).query((row, _) -> instant(row, "ends_at")).optional();
    }

    /**
     * Returns the state of the place where a visit in person is offered now, and locks the doctor's day; empty if it is
     * not offered.
     */
    Optional<UsState> placeState(SlotId slot) {
        return lockedDay(LOCKED_VISIT + "where visit.place_state is not null", slot)
                .query((row, _) -> state(row, "place_state"))
                .optional();
    }

    private JdbcClient.StatementSpec lockedDay(String statement, SlotId slot) {
        var date = LocalDate.ofInstant(slot.start(), ZoneOffset.UTC);
        return jdbc.sql(statement)
                .param("visitType", slot.visitType())
                .param("doctor", slot.doctor())
                .param("start", slot.start())
                .param("from", date.minusDays(1))
                .param("to", date.plusDays(1));
    }

    /** Finds upcoming visits in person on a doctor's day whose place is in another state, as the day says now. */
    List<BookingElsewhere> elsewhere(DoctorId doctor, LocalDate date, Instant now) {
        return jdbc.sql(ELSEWHERE + "and day.doctor_id = :doctor and day.date = :date order by b.starts_at")
                .param("doctor", doctor)
                .param("date", date)
                .param("now", now)
                .query(OfferedSlots::elsewhere)
                .list();
    }

    /**
     * Finds upcoming visits in person, of all doctors, that {@link #elsewhere(DoctorId, LocalDate, Instant)} finds on
     * some day. Days are read only for bookings whose state is not that of the doctor's place, which are few.
     */
    List<BookingElsewhere> elsewhere(Instant now, int limit) {
        return jdbc.sql(ELSEWHERE + """
                and b.patient_state <> (select c.place_state from doctor_contact c where c.doctor_id = b.doctor_id)
                order by b.starts_at, b.id
                limit :limit
                """).param("now", now).param("limit", limit).query(OfferedSlots::elsewhere).list();
    }

    private static BookingElsewhere elsewhere(ResultSet row, int number) throws SQLException {
        return new BookingElsewhere(uuid(row, "id"), patientId(row, "patient_id"), slotId(row));
    }
}
