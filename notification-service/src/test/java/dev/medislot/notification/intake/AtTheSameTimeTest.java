package dev.medislot.notification.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.EventJson;
import dev.medislot.notification.Inbox;
import dev.medislot.notification.Life;
import dev.medislot.notification.People;
import dev.medislot.notification.ServiceTest;
import dev.medislot.testkit.EventPublisher;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A booking and a new place of its doctor, in two transactions at the same time. */
@ServiceTest
class AtTheSameTimeTest {

    private static final Instant START = Instant.parse("2028-12-05T17:00:00Z");
    private static final String BAY = "12 Bay Street";
    private static final String HILL = "9 Hill Road";

    @Autowired
    EventPublisher topic;

    @Autowired
    BookingListener bookingListener;

    @Autowired
    ContactListener contactListener;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final UUID doctorId = UUID.randomUUID();
    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final BookingCreated booked = inPerson(Life.of(patient, doctor(1, BAY), START).created());

    @Test
    void aBookingAfterANewPlaceNamesIt() throws Exception {
        topic.publish(patient);
        Inbox.awaitWelcome(patient.email());
        contactListener.on(record(doctor(1, BAY)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var booking = Objects.requireNonNull(transaction.<Future<?>>execute(_ -> {
                contactListener.on(record(doctor(2, HILL)));
                var second = threads.submit(() -> bookingListener.on(record(booked)));
                await().until(() -> second.isDone() || isWaiting());
                return second;
            }));
            booking.get(10, TimeUnit.SECONDS);
        }

        assertThat(Inbox.await(patient.email(), 1).getLast().text()).contains(HILL).doesNotContain(BAY);
    }

    @Test
    void aNewPlaceAfterABookingIsMailed() throws Exception {
        topic.publish(patient);
        Inbox.awaitWelcome(patient.email());
        contactListener.on(record(doctor(1, BAY)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var place = Objects.requireNonNull(transaction.<Future<?>>execute(_ -> {
                bookingListener.on(record(booked));
                var second = threads.submit(() -> contactListener.on(record(doctor(2, HILL))));
                await().until(() -> second.isDone() || isWaiting());
                return second;
            }));
            place.get(10, TimeUnit.SECONDS);
        }

        await().untilAsserted(() -> assertThat(Inbox.of(patient.email())).isNotEmpty()
                .last()
                .satisfies(mail -> assertThat(mail.text()).contains(HILL)));
    }

    /** Whether a transaction waits for a lock that another one has. */
    private boolean isWaiting() {
        return jdbc.sql("select exists (select 1 from pg_locks where not granted and locktype = 'advisory')")
                .query(Boolean.class)
                .single();
    }

    private ContactChanged doctor(long version, String street) {
        return new ContactChanged(doctorId, version, Instant.now(), Role.DOCTOR, "Dana", "Reyes",
                "dana-%s@people.example".formatted(doctorId), ZoneId.of("America/New_York"), true, true, null, "en",
                null, null, new ContactChanged.Place("Clinic", street, "Oakland", UsState.CA, "94601", "+15105550100"));
    }

    private static BookingCreated inPerson(BookingCreated c) {
        return new BookingCreated(c.bookingId(), c.version(), c.occurredAt(), c.actor(), c.status(), c.patientId(),
                c.patientState(), c.doctorId(), c.slot(), null, null, UUID.randomUUID(), VisitMode.IN_PERSON,
                c.slot().start(), c.slot().end(), "Follow-up");
    }

    private static ConsumerRecord<String, byte[]> record(Event event) {
        var message = new ConsumerRecord<>(event.topic(), 0, 0, event.key(), EventJson.write(event).getBytes(UTF_8));
        header(message, CloudEventHeaders.ID, UUID.randomUUID().toString());
        header(message, CloudEventHeaders.TYPE, event.type());
        header(message, CloudEventHeaders.SEQUENCE, CloudEventHeaders.sequence(event.sequence()));
        return message;
    }

    private static void header(ConsumerRecord<?, ?> message, String name, String value) {
        message.headers().add(name, value.getBytes(UTF_8));
    }
}
