package dev.medislot.booking.claim;

import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotTaken;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The live bookings and holds in the way of a claim; clears those that may end for it. */
@Component
class Obstacles {

    private final JdbcClient jdbc;
    private final Holds holds;
    private final HoldQueries holdQueries;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Obstacles(JdbcClient jdbc, Holds holds, HoldQueries holdQueries, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.holds = holds;
        this.holdQueries = holdQueries;
        this.events = events;
        this.clock = clock;
    }

    boolean isFree(Granted granted) {
        return list(granted).isEmpty();
    }

    /** Whether only expired holds and the patient's own are in the way. */
    boolean areOwnHolds(Granted granted) {
        return clearing(granted).refusal() == null;
    }

    /**
     * Ends expired holds, and the patient's own if they are the only obstacles; returns the refusal by any other.
     *
     * @param ownHolds gets the holds of the patient that were ended
     */
    @Nullable
    Refusal clear(Granted granted, List<Obstacle> ownHolds) {
        var clearing = clearing(granted);
        clearing.expired().forEach(holds::lapse);
        clearing.released().forEach(holds::release);
        ownHolds.addAll(clearing.holdsOf(granted.patient()));
        return clearing.refusal() instanceof SlotTaken(var by, _)
                ? new SlotTaken(by, holdQueries.ended(granted.slot().id(), granted.patient()).orElse(null))
                : clearing.refusal();
    }

    private Clearing clearing(Granted granted) {
        return Clearing.of(granted.slot().id(), granted.patient(), clock.instant(), list(granted));
    }

    /** Publishes the patient's holds that ended for a claim; those of other times leave their time to the waitlist. */
    void publishCleared(List<Obstacle> ownHolds, Granted granted) {
        if (ownHolds.isEmpty()) {
            return;
        }
        holds.leave(ownHolds.stream().filter(hold -> !hold.slot().equals(granted.slot().id())).toList());
        events.publishEvent(new HoldsTaken(ownHolds.stream().map(Obstacle::id).toList(), granted.id()));
    }

    private List<Obstacle> list(Granted granted) {
        return jdbc.sql(Obstacle.SELECT + """
                where status in ('CONFIRMED', 'HELD')
                  and (doctor_id = :doctor
                       and tstzrange(coalesce(busy_from, starts_at), coalesce(busy_until, ends_at), '[)')
                           && tstzrange(:busyFrom, :busyUntil, '[)')
                       or patient_id = :patient
                       and tstzrange(starts_at, ends_at, '[)') && tstzrange(:start, :end, '[)'))
                  and id <> :id
                order by id
                """)
                .param("start", granted.slot().start())
                .param("end", granted.slot().end())
                .param("busyFrom", granted.busyFrom())
                .param("busyUntil", granted.busyUntil())
                .param("doctor", granted.slot().id().doctor())
                .param("patient", granted.patient())
                .param("id", granted.id())
                .query(Obstacle::of)
                .list();
    }
}
