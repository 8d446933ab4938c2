package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.Absence;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.availability.withdrawal.WithdrawBookings;
import dev.medislot.common.DoctorId;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.Actor;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes a doctor's days again after a change for many doctors: of a closure or a visit type. */
@Component
class RepublishDoctor {

    /** A closure that cancels the bookings of the slots that it takes away, in the name of its actor. */
    record Cancelling(Absence absence, Actor actor) {}

    private final Schedules schedules;
    private final PublishedSlots slots;
    private final PublishSchedule publishSchedule;
    private final WithdrawBookings withdrawBookings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RepublishDoctor(Schedules schedules, PublishedSlots slots, PublishSchedule publishSchedule,
            WithdrawBookings withdrawBookings, ApplicationEventPublisher events, Clock clock) {
        this.schedules = schedules;
        this.slots = slots;
        this.publishSchedule = publishSchedule;
        this.withdrawBookings = withdrawBookings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Locks the doctor and publishes only if a republication is due. An edit does it first, so that the slots that a
     * closure takes away do not count as removed by the edit.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void republishIfDue(DoctorId doctor) {
        var now = clock.instant();
        schedules.lock(doctor)
                .filter(_ -> slots.isRepublicationDue(doctor, now))
                .ifPresent(slotSettings -> republish(doctor, slotSettings, now));
    }

    private void republish(DoctorId doctor, SlotSettings slotSettings, Instant now) {
        var visitsChanged = slots.haveVisitsChanged(doctor);
        var removed = publishSchedule.publish(doctor);
        for (var closure : schedules.cancellingClosures(slotSettings, now)) {
            withdrawBookings.withdraw(doctor, removed.within(closure.absence(), slotSettings.timeZone()),
                    closure.actor(), WithdrawalCause.CLOSURE);
            removed = removed.outside(closure.absence(), slotSettings.timeZone());
        }
        if (visitsChanged) {
            events.publishEvent(new DaysRepublished(doctor));
        }
        slots.markRepublished(doctor);
    }
}
