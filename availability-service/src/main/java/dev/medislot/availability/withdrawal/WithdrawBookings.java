package dev.medislot.availability.withdrawal;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.SlotTime;
import dev.medislot.service.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the booking service to cancel bookings whose slot an edit removed: known ones at the edit, others on arrival.
 */
@Component
public class WithdrawBookings {

    private static final Logger LOG = LoggerFactory.getLogger(WithdrawBookings.class);

    private final WithdrawnSlots withdrawnSlots;
    private final Outbox outbox;
    private final Clock clock;

    WithdrawBookings(WithdrawnSlots withdrawnSlots, Outbox outbox, Clock clock) {
        this.withdrawnSlots = withdrawnSlots;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Withdraws without a cause; the doctor must be locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(DoctorId doctor, RemovedSlots removed, Actor actor) {
        withdraw(doctor, removed, actor, null);
    }

    /**
     * Withdraws for a cause; the doctor must be locked.
     *
     * @param cause null if the doctor's licenses caused it, or if mails do not name the cause
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(DoctorId doctor, RemovedSlots removed, Actor actor, @Nullable WithdrawalCause cause) {
        if (!removed.slots().isEmpty()) {
            withdrawnSlots.remember(doctor, removed.slots(), actor, cause);
        }
        outbox.publishAll(removed.bookings()
                .stream()
                .map(booking -> withdrawn(booking.bookingId(),
                        new SlotTime(booking.slotId(), booking.start(), booking.end()), booking.patientState(), actor,
                        cause))
                .toList());
    }

    /** Withdraws a new booking if its slot is gone; the doctor must be locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdrawIfItsSlotWas(UUID booking, SlotTime slot, UsState patientState) {
        withdrawnSlots.of(slot, patientState, booking).ifPresent(withdrawal -> {
            var actor = withdrawal.actor();
            outbox.publish(withdrawn(booking, slot, patientState, actor, withdrawal.cause()));
            LOG.atInfo()
                    .addKeyValue("bookingId", booking)
                    .log("Booking {} withdrawn: its slot had been taken away by {} {}", booking, actor.role(),
                            actor.id());
        });
    }

    private BookingWithdrawn withdrawn(UUID booking, SlotTime slot, UsState patientState, Actor actor,
            @Nullable WithdrawalCause cause) {
        var now = clock.instant();
        return new BookingWithdrawn(booking, slot.id().doctor().value(), slot.id(),
                withdrawnSlots.isOfferedToOthers(slot) ? patientState : null, now.toEpochMilli(), now, actor,
                cause == null && withdrawnSlots.isWithoutLicense(slot, patientState) ? WithdrawalCause.LICENSE : cause);
    }
}
