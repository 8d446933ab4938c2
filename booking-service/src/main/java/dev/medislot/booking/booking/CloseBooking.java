package dev.medislot.booking.booking;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.claim.FreedTimes;
import dev.medislot.booking.guardian.Guardians;
import dev.medislot.booking.rush.SlotQueue;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.security.Caller;
import dev.medislot.web.EntityTag;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Closes a booking as cancelled, completed or no-show; staff, and its doctor for two days, correct the latter two. */
@Component
public class CloseBooking {

    private static final int BATCH = 100;

    private final Bookings bookings;
    private final BookingHistory history;
    private final FreedTimes freedTimes;
    private final SlotQueue slotQueue;
    private final TransactionTemplate transaction;
    private final BookingRules rules;
    private final Guardians guardians;
    private final Clock clock;

    CloseBooking(Bookings bookings, BookingHistory history, FreedTimes freedTimes, SlotQueue slotQueue,
            TransactionTemplate transaction, BookingRules rules, Guardians guardians, Clock clock) {
        this.bookings = bookings;
        this.history = history;
        this.freedTimes = freedTimes;
        this.slotQueue = slotQueue;
        this.transaction = transaction;
        this.rules = rules;
        this.guardians = guardians;
        this.clock = clock;
    }

    public BookingOutcome close(UUID id, BookingStatus next, @Nullable String why, Caller caller,
            @Nullable String ifMatch) {
        return inTransaction(() -> closeLocked(id, next, why, caller, ifMatch));
    }

    /** Cancels that version, and records it in the same transaction. */
    public BookingOutcome cancel(UUID id, int version, Caller caller, Consumer<Booking> record) {
        return inTransaction(() -> {
            var outcome = closeLocked(id, BookingStatus.CANCELLED, null, caller, EntityTag.of(version));
            if (outcome instanceof Done(var cancelled)) {
                record.accept(cancelled);
            }
            return outcome;
        });
    }

    private BookingOutcome inTransaction(Supplier<BookingOutcome> close) {
        var outcome = Objects.requireNonNull(transaction.execute(_ -> close.get()));
        if (outcome instanceof Done(var booking)) {
            slotQueue.freed(booking.slotId());
        }
        return outcome;
    }

    /** Cancels a booking that is still on the withdrawn slot; ignores one that was moved or closed meanwhile. */
    @KafkaListener(topics = Topics.WITHDRAWALS)
    void withdraw(ConsumerRecord<String, byte[]> record) {
        var withdrawn = ReceivedEvent.of(record).as(BookingWithdrawn.class);
        transaction.executeWithoutResult(_ -> bookings.lock(withdrawn.bookingId())
                .filter(booking -> booking.status() == BookingStatus.CONFIRMED
                        && booking.slotId().equals(withdrawn.slotId())
                        && (withdrawn.patientState() == null || booking.patientState() == withdrawn.patientState()))
                .ifPresent(booking -> {
                    var closed = booking.closed(BookingStatus.CANCELLED, null,
                            clock.instant().truncatedTo(ChronoUnit.MICROS));
                    bookings.update(closed);
                    history.withdrawn(closed, withdrawn.actor(), withdrawn.cause());
                    // a slot that every patient lost is not free
                    if (withdrawn.patientState() != null) {
                        freedTimes.add(booking.patientId(), booking.slotId(), booking.end(), booking.visit());
                    }
                }));
        slotQueue.freed(withdrawn.slotId());
    }

    /** Completes every booking that was not closed in time, batch by batch. */
    @Scheduled(fixedDelayString = "${medislot.auto-complete-every:1m}")
    void completeAllForgotten() {
        while (completeForgotten() > 0) {
            // the next batch
        }
    }

    /** Completes a batch of bookings that were not closed in time, and returns its size. */
    int completeForgotten() {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var forgotten = bookings.lockUnclosed(clock.instant().minus(rules.autoCompleteAfter()), BATCH);
            forgotten.forEach(booking -> close(booking, BookingStatus.COMPLETED, null, Actor.SYSTEM));
            return forgotten.size();
        }));
    }

    private BookingOutcome closeLocked(UUID id, BookingStatus next, @Nullable String why, Caller caller,
            @Nullable String ifMatch) {
        var family = guardians.family(caller);
        var booking = bookings.lock(id).filter(found -> found.concerns(family)).orElseThrow(Refused::notFound);
        if (caller.role() == Role.PATIENT && next != BookingStatus.CANCELLED) {
            throw Refused.forbidden();
        }
        var change = new RequestedChange(booking, caller.role(), ifMatch, rules, clock.instant());
        var refusal = change.refusalToClose(next, () -> bookings.isRated(id));
        return refusal != null ? refusal : new Done(close(booking, next, why, caller.actor()));
    }

    private Booking close(Booking booking, BookingStatus next, @Nullable String why, Actor actor) {
        var closed = booking.closed(next, why, clock.instant().truncatedTo(ChronoUnit.MICROS));
        bookings.update(closed);
        history.write(change(next), closed, actor);
        if (next == BookingStatus.CANCELLED) {
            freedTimes.add(booking.patientId(), booking.slotId(), booking.end(), booking.visit());
        }
        return closed;
    }

    private static VersionChange change(BookingStatus next) {
        return switch (next) {
            case CANCELLED -> VersionChange.CANCELLED;
            case COMPLETED -> VersionChange.COMPLETED;
            case NO_SHOW -> VersionChange.NO_SHOW;
            case CONFIRMED -> throw new IllegalStateException("Nothing becomes CONFIRMED");
        };
    }
}
