package dev.example;

import dev.medislot.client.Credentials;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.booking.NewBooking;
import dev.medislot.client.opening.OpeningQuery;
import dev.medislot.client.problem.Conflict;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Books and cancels a visit over the API, and prints the events of all bookings until the cancellation arrives. */
class FollowBookings {

    // a real consumer stores this in a table, in the transaction that applies the event
    private final Map<String, Long> applied = new HashMap<>();

    /** Arguments: the gateway, Kafka, a patient's email address and password; those of the quickstart by default. */
    public static void main(String[] args) {
        var medislot = MedislotClient.at(URI.create(args.length > 0 ? args[0] : "http://localhost:8080"));
        var kafka = args.length > 1 ? args[1] : "localhost:19092";
        var email = args.length > 2 ? args[2] : "sam.rivera@medislot.example";
        var password = args.length > 3 ? args[3] : "medislot-example";

        var login = medislot.patients().logIn(new Credentials(email, password));
        var booking = bookAndCancel(medislot.as(login));
        new FollowBookings().follow(kafka, booking);
    }

    private static UUID bookAndCancel(MedislotClient patient) {
        var openings = patient.openings().list(OpeningQuery.own().from(Instant.now().plus(2, ChronoUnit.DAYS)));
        for (var opening : openings.items()) {
            try {
                var booking = patient.bookings().book(NewBooking.of(opening.id()), UUID.randomUUID().toString());
                patient.bookings().change(booking.id(), BookingChange.cancel(null), booking.entityTag());
                return booking.id();
            } catch (Conflict e) {
                System.out.println(e.slug() + ", so on to the next opening");
            }
        }
        throw new IllegalStateException("There is no opening");
    }

    private void follow(String kafka, UUID booking) {
        var module = "org.apache.kafka.common.security.scram.ScramLoginModule";
        var login = "%s required username=consumer password=\"%s\";".formatted(module, password());
        // every run is a group of its own, so it reads the topic from the beginning; the user's groups start like this
        var settings = Map.<String, Object> of("bootstrap.servers", kafka, "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config", login, "group.id",
                "consumer-" + UUID.randomUUID(), "auto.offset.reset", "earliest", "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.BOOKINGS));
            var isCancelled = false;
            while (!isCancelled) {
                for (var event : consumer.poll(Duration.ofSeconds(1))) {
                    isCancelled |= apply(event) instanceof BookingCancelled last && last.bookingId().equals(booking);
                }
                consumer.commitSync();
            }
        }
    }

    /** The password of Kafka's user {@code consumer}: from the environment, or the one that the quickstart drew. */
    private static String password() {
        var given = System.getenv("KAFKA_CONSUMER_PASSWORD");
        try {
            return given != null ? given : Files.readString(Path.of(".medislot/keys/kafka-consumer"));
        } catch (IOException e) {
            throw new UncheckedIOException("Set KAFKA_CONSUMER_PASSWORD, or run this in the quickstart's folder", e);
        }
    }

    /** Prints an event; null if it was delivered before or a later version of the contract added its type. */
    private @Nullable BookingEvent apply(ConsumerRecord<String, String> event) {
        var sequence = Long.parseLong(header(event, CloudEventHeaders.SEQUENCE));
        if (sequence <= applied.getOrDefault(event.key(), 0L)) {
            return null;
        }
        applied.put(event.key(), sequence);
        var type = header(event, CloudEventHeaders.TYPE);
        var change = switch (type) {
            case "BookingCreated" -> EventJson.read(event.value(), BookingCreated.class);
            case "BookingUpdated" -> EventJson.read(event.value(), BookingUpdated.class);
            case "BookingCancelled" -> EventJson.read(event.value(), BookingCancelled.class);
            default -> null;
        };
        if (change != null) {
            System.out.printf("%s %s: %s at %s%n", type, change.bookingId(), change.status(), change.slot().start());
        }
        return change;
    }

    private static String header(ConsumerRecord<?, ?> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
