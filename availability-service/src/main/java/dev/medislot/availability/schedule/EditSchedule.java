package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.common.DoctorId;
import dev.medislot.common.event.Actor;
import dev.medislot.web.problem.Refused;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes one edit of a doctor's hours, time off, licenses or settings and publishes the schedule, in one transaction
 * that locks the doctor first: two edits at once run one after the other.
 */
@Component
public class EditSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(EditSchedule.class);

    private final TransactionTemplate transactions;
    private final Schedules schedules;
    private final PublishSchedule publishSchedule;
    private final WithdrawBookings withdrawBookings;

    EditSchedule(PlatformTransactionManager transactions, Schedules schedules, PublishSchedule publishSchedule,
            WithdrawBookings withdrawBookings) {
        this.transactions = new TransactionTemplate(transactions);
        this.schedules = schedules;
        this.publishSchedule = publishSchedule;
        this.withdrawBookings = withdrawBookings;
    }

    /** The change runs with the doctor locked; throws {@link Refused} when there is no such doctor. */
    public <T> Edit<T> edit(DoctorId doctor, EditMode mode, Actor actor, Function<SlotSettings, Edit<T>> change) {
        var edit = transactions.execute(transaction -> {
            var terms = schedules.lock(doctor).orElseThrow(Refused::notFound);
            return switch (change.apply(terms)) {
                case Edit.Made<T>(var value, var version, var _) -> {
                    var losses = publishSchedule.publish(doctor);
                    var affected = losses.bookings();
                    if (mode.cancelsBookings()) {
                        withdrawBookings.withdraw(doctor, losses, actor);
                    }
                    if (mode.isPreview()) {
                        transaction.setRollbackOnly();
                    } else {
                        LOG.info("Schedule of doctor {} edited by {} {}, {} bookings affected{}", doctor, actor.role(),
                                actor.id(), affected.size(), mode.cancelsBookings() ? " and withdrawn" : "");
                    }
                    yield new Edit.Made<>(value, version, affected);
                }
                case Edit.Rejected<T> rejected -> {
                    transaction.setRollbackOnly();
                    yield rejected;
                }
            };
        });
        return java.util.Objects.requireNonNull(edit);
    }
}
