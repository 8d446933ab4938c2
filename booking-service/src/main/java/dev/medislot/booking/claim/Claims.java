package dev.medislot.booking.claim;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.HeldBefore;
import dev.medislot.booking.claim.Claim.PatientUnknown;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotInPast;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.common.SlotId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives slots to patients, inside the caller's transaction.
 * <p>
 * The patient, a dependent's guardian and the doctor's day are locked first, so that hours, licenses, limits and the
 * telephone number stay as they are read; the table's constraints then decide which claim wins. Call {@link LateDays}
 * around the transaction.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Claims {

    private static final int MAX_ATTEMPTS = 10;

    private final JdbcClient jdbc;
    private final ClaimLocks locks;
    private final Obstacles obstacles;
    private final Holds holds;
    private final HoldQueries holdQueries;
    private final ClaimLimits limits;
    private final LateDays lateDays;
    private final BookingRules rules;
    private final VideoProperties video;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Counter claims;

    Claims(JdbcClient jdbc, ClaimLocks locks, Obstacles obstacles, Holds holds, HoldQueries holdQueries,
            ClaimLimits limits, LateDays lateDays, BookingRules rules, VideoProperties video,
            ApplicationEventPublisher events, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.locks = locks;
        this.obstacles = obstacles;
        this.holds = holds;
        this.holdQueries = holdQueries;
        this.limits = limits;
        this.lateDays = lateDays;
        this.rules = rules;
        this.video = video;
        this.events = events;
        this.clock = clock;
        this.claims = Counter.builder("medislot.claims")
                .description("Transactions that tried to claim a slot")
                .register(meters);
    }

    /**
     * Claims a slot for a new booking.
     *
     * @param add inserts the booking and returns true, unless its time is taken or the patient has reached a limit
     */
    public Claim book(ClaimRequest request, Predicate<Granted> add) {
        return published(claim(request, UUID.randomUUID(), add::test,
                granted -> request.isBoundByLimits() ? limits.reached(request.patient(), granted.at()) : null));
    }

    /** Publishes the booking to the waitlist if its patient has an entry there. */
    private Claim published(Claim claim) {
        if (claim instanceof Granted granted && granted.isWaiting()) {
            events.publishEvent(new SlotBooked(granted.id(), granted.patient(), granted.slot().id()));
        }
        return claim;
    }

    /** Claims a slot for a new hold, and releases the holds that it replaces. */
    public Claim hold(ClaimRequest request, Instant until) {
        var claim = claim(request, UUID.randomUUID(),
                granted -> againFrom(granted).isEmpty() && holds.add(granted, until),
                granted -> obstacles.areOwnHolds(granted) ? againFrom(granted).map(HeldBefore::new).orElse(null)
                        : null);
        if (claim instanceof Granted granted) {
            holds.releaseReplaced(granted, rules.maxHolds());
            if (request.isBoundByLimits() && limits.isUnconfirmed(request.patient())) {
                holds.releaseOldestOfFamily(granted, rules.unconfirmed().holds());
            }
        }
        return claim;
    }

    /** Claims a slot that the waitlist offers, for a patient who may book; replaces no hold of other times. */
    public Claim holdForWaitlist(ClaimRequest request, Instant until) {
        return claim(request, UUID.randomUUID(),
                granted -> limits.reached(request.patient(), granted.at()) == null && holds.add(granted, until),
                granted -> limits.reached(request.patient(), granted.at()));
    }

    private Optional<Instant> againFrom(Granted granted) {
        return holdQueries.againFrom(granted, rules.holdDuration(), rules.holdPause());
    }

    /**
     * Claims another slot for a booking, which itself is never in the way. Throws DataIntegrityViolationException or
     * ConcurrencyFailureException if another claim wins between the check and the write: roll back and retry.
     */
    public Claim move(UUID booking, ClaimRequest request) {
        return published(claim(request, booking, granted -> obstacles.isFree(granted) && reseat(granted), _ -> null));
    }

    private boolean reseat(Granted granted) {
        return jdbc.sql("""
                update booking
                set doctor_id = :doctor, starts_at = :start, ends_at = :end, patient_state = :state,
                    version = version + 1, updated_at = :at, visit_type_id = :visitType::uuid,
                    visit_type_name = :visitTypeName, mode = :mode, busy_from = :busyFrom::timestamptz,
                    busy_until = :busyUntil::timestamptz
                where id = :id
                """)
                .params(ClaimedVisit.columns(granted.visit()))
                .param("doctor", granted.slot().id().doctor())
                .param("start", granted.slot().start())
                .param("end", granted.slot().end())
                .param("state", granted.patientState())
                .param("at", granted.at())
                .param("id", granted.id())
                .update() == 1;
    }

    @FunctionalInterface
    private interface SlotWrite {
        boolean succeeds(Granted granted);
    }

    @FunctionalInterface
    private interface Limit {
        @Nullable
        Refusal reached(Granted granted);
    }

    private Claim claim(ClaimRequest request, UUID id, SlotWrite write, Limit limit) {
        claims.increment();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!request.slot().start().isAfter(now)) {
            return new SlotInPast();
        }
        Claim judged = locks.lock(request)
                .map(facts -> facts.judge(request, id, now, rules.minimumNotice(), video.videoLink()))
                .orElseGet(PatientUnknown::new);
        return switch (judged) {
            case Granted granted -> settled(granted, write, limit);
            case SlotUnknown _ -> unknown(request.slot());
            case Refusal refusal -> refusal;
        };
    }

    private Claim unknown(SlotId slot) {
        if (lateDays.mayArrive(slot) || lateDays.hasArrived(slot)) {
            throw new LateDays.DayUnknown();
        }
        return new SlotUnknown();
    }

    /** Lets the table's constraints decide; retries once the obstacles of an attempt are gone. */
    private Claim settled(Granted granted, SlotWrite write, Limit limit) {
        var ownHolds = new ArrayList<Obstacle>();
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            if (write.succeeds(granted)) {
                obstacles.publishCleared(ownHolds, granted);
                return granted;
            }
            var refusal = limit.reached(granted);
            if (refusal == null) {
                refusal = obstacles.clear(granted, ownHolds);
            }
            if (refusal != null) {
                return refusal;
            }
        }
        throw new ConcurrencyFailureException("The slot changes hands too fast");
    }
}
