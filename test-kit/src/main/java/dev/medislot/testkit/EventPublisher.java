package dev.medislot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.EventJson;
import dev.medislot.infra.Infrastructure;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes events as other services do. */
public final class EventPublisher implements AutoCloseable {

    private final KafkaProducer<String, String> kafka = new KafkaProducer<>(Infrastructure.shared().kafkaClient(),
            new StringSerializer(), new StringSerializer());

    public void publish(Event... events) {
        for (var event : events) {
            publish(event.topic(), event.key(), event.type(), event.sequence(), EventJson.write(event));
        }
    }

    /** Without a value, a tombstone. */
    public void publish(String topic, String key, String type, long sequence, @Nullable String value) {
        var message = new ProducerRecord<>(topic, key, value);
        header(message, CloudEventHeaders.SPEC_VERSION, "1.0");
        header(message, CloudEventHeaders.ID, UUID.randomUUID().toString());
        header(message, CloudEventHeaders.SOURCE, "urn:medislot:test");
        header(message, CloudEventHeaders.TYPE, type);
        header(message, CloudEventHeaders.SUBJECT, key);
        header(message, CloudEventHeaders.SEQUENCE, CloudEventHeaders.sequence(sequence));
        try {
            kafka.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void header(ProducerRecord<?, ?> message, String name, String value) {
        message.headers().add(name, value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
