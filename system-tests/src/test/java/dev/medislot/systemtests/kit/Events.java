package dev.medislot.systemtests.kit;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;

/** Reads topics as any other system would: with a plain consumer, knowing only the contract. */
public final class Events {

    public static final String BOOKINGS = "medislot.bookings.v1";

    /** One record, with its CloudEvents headers. */
    public record Event(String topic, String key, Map<String, String> headers, String text) {

        public static Event of(ConsumerRecord<String, String> record) {
            var headers = new LinkedHashMap<String, String>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            return new Event(record.topic(), record.key(), headers, record.value());
        }

        public String type() {
            return headers.getOrDefault("ce_type", "");
        }

        public JsonNode body() {
            return Api.JSON.readTree(text);
        }
    }

    private final String brokers;

    public Events(String brokers) {
        this.brokers = brokers;
    }

    /** Everything there is on a topic by now. */
    public List<Event> on(String topic) {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic)
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var events = new ArrayList<Event>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> events.add(Event.of(record)));
            }
            return events;
        }
    }

    public List<String> topics() {
        try (var consumer = consumer()) {
            return consumer.listTopics().keySet().stream().filter(topic -> topic.startsWith("medislot.")).toList();
        }
    }

    /** Waits until the booking has as many events. */
    public List<Event> ofBooking(String bookingId, int count) {
        return await("events of the booking").until(() -> ofBooking(bookingId), events -> events.size() >= count);
    }

    public List<Event> ofBooking(String bookingId) {
        return on(BOOKINGS).stream().filter(event -> bookingId.equals(event.key())).toList();
    }

    private KafkaConsumer<String, String> consumer() {
        var settings = new Properties();
        settings.put("bootstrap.servers", brokers);
        settings.put("default.api.timeout.ms", "15000");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
