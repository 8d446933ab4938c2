package dev.medislot.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.EventJson;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Publishes events as the other services do. */
public class Topic {

    private final KafkaTemplate<String, byte[]> kafka;

    Topic(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    public void publish(Event... events) {
        for (var event : events) {
            publish(event.topic(), event.key(), event.type(), event.sequence(), EventJson.write(event));
        }
    }

    public void publish(String topic, String key, String type, long sequence, @Nullable String value) {
        var message = new ProducerRecord<String, byte[]>(topic, key, value == null ? null : value.getBytes(UTF_8));
        header(message, CloudEventHeaders.SPEC_VERSION, "1.0");
        header(message, CloudEventHeaders.ID, UUID.randomUUID().toString());
        header(message, CloudEventHeaders.SOURCE, "urn:medislot:test");
        header(message, CloudEventHeaders.TYPE, type);
        header(message, CloudEventHeaders.SUBJECT, key);
        header(message, CloudEventHeaders.SEQUENCE, Long.toString(sequence));
        try {
            kafka.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(UTF_8));
    }
}
