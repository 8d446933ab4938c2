import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints every change of every booking, each once; see events.md. */
class FollowBookings {

    public static void main(String[] args) {
        var settings = Map.<String, Object> of("bootstrap.servers", args.length > 0 ? args[0] : "127.0.0.1:19092",
                "group.id", "follow-bookings", "auto.offset.reset", "earliest", "enable.auto.commit", false);
        // a real consumer stores this in a table, in the transaction that applies the event
        var seen = new HashMap<String, Long>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("medislot.bookings.v1"));
            while (true) {
                for (var event : consumer.poll(Duration.ofSeconds(1))) {
                    var sequence = Long.parseLong(header(event, "ce_sequence"));
                    if (sequence > seen.getOrDefault(event.key(), 0L)) {
                        seen.put(event.key(), sequence);
                        System.out.println(header(event, "ce_type") + " " + event.value());
                    }
                }
                consumer.commitSync();
            }
        }
    }

    static String header(org.apache.kafka.clients.consumer.ConsumerRecord<?, ?> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
