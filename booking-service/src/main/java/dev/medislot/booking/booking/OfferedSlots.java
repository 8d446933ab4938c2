package dev.medislot.booking.booking;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.state;

import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the visits that doctors' days offer now at the slots of bookings. */
@Repository
public class OfferedSlots {

    /** Locks the day before it reads the visit, as a claim does. */
    private static final String LOCKED_VISIT = """
            with locked as materialized (
                select doctor_day as day from doctor_day
                where doctor_id = :doctor and date between :from and :to for share
            )
            select visit.ends_at, visit.place_state
            from locked cross join lateral visit_of_slot(locked.day, :visitType::uuid, :start) visit
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
    public Optional<UsState> placeState(SlotId slot) {
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
}
