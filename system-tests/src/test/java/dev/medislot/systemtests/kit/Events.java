package dev.medislot.systemtests.kit;

import static org.awaitility.Awaitility.await;

import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics as any other system would: with a plain consumer, knowing only the contract. */
public final class Events {

    public static final String BOOKINGS = "medislot.bookings.v1";

    private final Map<String, Object> kafka;

    /** Takes the settings of a Kafka client. */
    public Events(Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /** Everything there is on a topic by now. */
    public List<EventRecord> on(String topic) {
        try (var log = new EventLog(topic, kafka)) {
            return log.all();
        }
    }

    public List<String> topics() {
        try (var consumer = consumer()) {
            return consumer.listTopics().keySet().stream().filter(topic -> topic.startsWith("medislot.")).toList();
        }
    }

    /** Waits until the booking has as many events. */
    public List<EventRecord> ofBooking(String bookingId, int count) {
        return await("events of the booking").until(() -> ofBooking(bookingId), events -> events.size() >= count);
    }

    public List<EventRecord> ofBooking(String bookingId) {
        return on(BOOKINGS).stream().filter(event -> bookingId.equals(event.key())).toList();
    }

    private KafkaConsumer<String, String> consumer() {
        var settings = new HashMap<>(kafka);
        settings.put("default.api.timeout.ms", "60000");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
