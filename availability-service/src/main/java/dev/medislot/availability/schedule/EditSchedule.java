package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.availability.withdrawal.WithdrawBookings;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.event.Actor;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * Makes one edit of a doctor's hours, time off, licenses or settings and publishes the schedule, in one transaction
 * that locks the doctor first: two edits at once run one after the other.
 */
@Component
public class EditSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(EditSchedule.class);

    private final IdempotencyKeys keys;
    private final TransactionTemplate transaction;
    private final Schedules schedules;
    private final PublishSchedule publishSchedule;
    private final RepublishDoctor republishDoctor;
    private final WithdrawBookings withdrawBookings;
    private final ScheduleBounds bounds;
    private final EditRate rate;
    private final Clock clock;

    EditSchedule(IdempotencyKeys keys, PlatformTransactionManager transactionManager, Schedules schedules,
            PublishSchedule publishSchedule, RepublishDoctor republishDoctor, WithdrawBookings withdrawBookings,
            ScheduleBounds bounds, EditRate rate, Clock clock) {
        this.keys = keys;
        this.transaction = new TransactionTemplate(transactionManager);
        // a rejected edit undoes only itself, not the transaction that stores the outcome with its key
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.schedules = schedules;
        this.publishSchedule = publishSchedule;
        this.republishDoctor = republishDoctor;
        this.withdrawBookings = withdrawBookings;
        this.bounds = bounds;
        this.rate = rate;
        this.clock = clock;
    }

    /** Edits at most once for the key of the request. A preview creates nothing, so it does not use the key. */
    public <T> Once<Edit<T>> create(DoctorId doctor, EditMode mode, Actor actor, KeyedRequest keyed,
            TypeReference<Edit<T>> type, Function<SlotSettings, Edit<T>> change) {
        return keys.once(mode.isPreview() ? keyed.withoutKey() : keyed, type, () -> edit(doctor, mode, actor, change));
    }

    /** The change runs with the doctor locked; throws {@link Refused} when there is no such doctor. */
    public <T> Edit<T> edit(DoctorId doctor, EditMode mode, Actor actor, Function<SlotSettings, Edit<T>> change) {
        rate.count(actor);
        return transaction.<Edit<T>>execute(status -> {
            var settings = schedules.lock(doctor).orElseThrow(Refused::notFound);
            republishDoctor.republishIfDue(doctor);
            var before = size(doctor);
            var former = new FormerOffer(settings, schedules.visits(doctor));
            var edit = within(before, doctor, change.apply(settings));
            if (mode.isPreview() || !(edit instanceof Edit.Made)) {
                status.setRollbackOnly();
            }
            return edit instanceof Edit.Made<T> made ? publish(former, mode, actor, made) : edit;
        });
    }

    private <T> Edit<T> within(ScheduleSize before, DoctorId doctor, Edit<T> edit) {
        if (!(edit instanceof Edit.Made)) {
            return edit;
        }
        var size = size(doctor);
        size.requireWithin(bounds, before);
        return size.newOverlap(before)
                .map(date -> Edit.<T>rejected(ProblemType.OVERLAP,
                        "Hours of %s would overlap those of the night before".formatted(date)))
                .orElse(edit);
    }

    private ScheduleSize size(DoctorId doctor) {
        return schedules.size(doctor, clock.instant());
    }

    private <T> Edit<T> publish(FormerOffer former, EditMode mode, Actor actor, Edit.Made<T> made) {
        var doctor = former.settings().doctor();
        var removed = publishSchedule.publishEdited(former, mode.isPreview());
        if (!mode.isPreview()) {
            if (mode.cancelsBookings()) {
                withdrawBookings.withdraw(doctor, removed, actor);
            }
            LOG.info("Schedule of doctor {} edited by {} {}, {} bookings affected{}", doctor, actor.role(), actor.id(),
                    removed.bookings().size(), mode.cancelsBookings() ? " and withdrawn" : "");
        }
        return new Edit.Made<>(made.value(), made.version(), removed.bookings());
    }
}
