package dev.medislot.availability.closure;

import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.ScheduleProperties;
import dev.medislot.common.ProblemType;
import dev.medislot.common.event.Actor;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.web.EntityTag;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * Closes the clinic for a time and opens it again. One transaction stores the change and marks the doctors; their
 * openings follow soon after.
 */
@Component
class EditClosures {

    /** The max number of current and future closures. */
    static final int MAX_CLOSURES = 400;

    /** A closure is never changed, only added and deleted. */
    static final long VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(EditClosures.class);
    private static final int YEARS_AHEAD = 10;
    private static final TypeReference<Edit<NewClosure>> OUTCOME = new TypeReference<>() {
    };

    private final IdempotencyKeys keys;
    private final Closures closures;
    private final AffectedByClosure affectedByClosure;
    private final ScheduleProperties settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EditClosures(IdempotencyKeys keys, Closures closures, AffectedByClosure affectedByClosure,
            ScheduleProperties settings, TransactionTemplate transaction, Clock clock) {
        this.keys = keys;
        this.closures = closures;
        this.affectedByClosure = affectedByClosure;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Closes at most once for the key of the request. A preview creates nothing, so it does not use the key. */
    Once<Edit<NewClosure>> close(Closure closure, EditMode mode, Actor actor, KeyedRequest keyed) {
        return keys.once(mode.isPreview() ? keyed.withoutKey() : keyed, OUTCOME, () -> {
            requireAhead(closure);
            if (!mode.isPreview()) {
                closures.lock();
            }
            if (closures.count(clock.instant()) >= MAX_CLOSURES) {
                return Edit.rejected(ProblemType.STATE_CONFLICT,
                        "There are %d closures; delete one first".formatted(MAX_CLOSURES));
            }
            if (!mode.isPreview()) {
                closures.add(closure, mode.cancelsBookings(), actor);
                markDoctors(closure);
            }
            var affected = affectedByClosure.of(closure, clock.instant());
            if (!mode.isPreview()) {
                LOG.info("Clinic closed from {} to {} by {} {}, {} bookings affected{}", closure.start(), closure.end(),
                        actor.role(), actor.id(), affected.count(),
                        mode.cancelsBookings() ? " and to be withdrawn" : "");
            }
            return new Edit.Made<>(new NewClosure(closure, affected.count()), VERSION, affected.bookings());
        });
    }

    Edit<Closure> reopen(UUID id, @Nullable String ifMatch, EditMode mode, Actor actor) {
        return Objects.requireNonNull(transaction.<Edit<Closure>>execute(_ -> {
            if (!mode.isPreview()) {
                closures.lock();
            }
            var closure = closures.find(id).orElseThrow(Refused::notFound);
            if (!EntityTag.matches(ifMatch, VERSION)) {
                return new Edit.Stale<>(VERSION);
            }
            if (!mode.isPreview()) {
                closures.delete(id);
                markDoctors(closure);
                LOG.info("Closure from {} to {} deleted by {} {}", closure.start(), closure.end(), actor.role(),
                        actor.id());
            }
            return Edit.made(closure, VERSION);
        }));
    }

    /** A closure beyond the horizon takes no published slot away: the days are published with it later. */
    private void markDoctors(Closure closure) {
        var horizon = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(settings.horizonDays() + 2L);
        if (closure.start().isBefore(horizon)) {
            closures.markDoctors();
        }
    }

    private void requireAhead(Closure closure) {
        var over = Closures.localTimeInTheLastZone(clock.instant());
        if (!closure.end().isAfter(over)) {
            throw Refused.invalid("end", "must be in the future");
        }
        if (closure.end().isAfter(over.plusYears(YEARS_AHEAD))) {
            throw Refused.invalid("end", "must be at most %d years ahead".formatted(YEARS_AHEAD));
        }
    }
}
