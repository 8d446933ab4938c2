package dev.medislot.availability;

import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.SlotTime;
import dev.medislot.service.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Publishes the events of the booking service. */
public class BookingService {

    private static final UUID PATIENT = UUID.randomUUID();
    private static final Actor ACTOR = new Actor(PATIENT, Role.PATIENT);

    private final Outbox outbox;
    private final TransactionTemplate transactions;

    BookingService(Outbox outbox, TransactionTemplate transactions) {
        this.outbox = outbox;
        this.transactions = transactions;
    }

    public static SlotTime slot(TestDoctor doctor, Instant start, int minutes) {
        return new SlotTime(new SlotId(new DoctorId(doctor.id()), start), start,
                start.plus(Duration.ofMinutes(minutes)));
    }

    public UUID book(TestDoctor doctor, Instant start, UsState state) {
        return book(doctor, slot(doctor, start, 60), state);
    }

    public UUID book(TestDoctor doctor, SlotTime slot, UsState state) {
        var id = UUID.randomUUID();
        create(id, doctor, slot, state);
        return id;
    }

    /** Publishes the event of a new booking again. */
    public void repeat(UUID booking, TestDoctor doctor, Instant start, UsState state) {
        create(booking, doctor, slot(doctor, start, 60), state);
    }

    private void create(UUID booking, TestDoctor doctor, SlotTime slot, UsState state) {
        publish(new BookingCreated(booking, 1, Instant.now(), ACTOR, BookingStatus.CONFIRMED, PATIENT, state,
                doctor.id(), slot, null, null));
    }

    public void move(UUID booking, int version, TestDoctor doctor, Instant start, UsState state) {
        publish(new BookingUpdated(booking, version, Instant.now(), ACTOR, BookingStatus.CONFIRMED, PATIENT, state,
                doctor.id(), slot(doctor, start, 60), null, null));
    }

    public void cancel(UUID booking, int version, TestDoctor doctor, Instant start, UsState state) {
        publish(new BookingCancelled(booking, version, Instant.now(), ACTOR, BookingStatus.CANCELLED, PATIENT, state,
                doctor.id(), slot(doctor, start, 60), null, null));
    }

    public void publish(Event event) {
        transactions.executeWithoutResult(_ -> outbox.publish(event));
    }

    public void erase(String topic, String key, Class<? extends Event> type, long sequence) {
        transactions.executeWithoutResult(_ -> outbox.erase(topic, key, type, sequence));
    }
}
