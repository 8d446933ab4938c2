package dev.medislot.booking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.infra.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that was ever on a topic, as it comes in. */
public class EventLog implements AutoCloseable {

    private final List<ConsumerRecord<String, String>> records = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean running = true;

    public EventLog(String topic) {
        reader = Thread.ofPlatform().start(() -> read(topic));
    }

    public List<ConsumerRecord<String, String>> of(Object key) {
        return records.stream().filter(record -> record.key().equals(key.toString())).toList();
    }

    public List<ConsumerRecord<String, String>> all() {
        return records;
    }

    public static String type(ConsumerRecord<String, String> record) {
        return new String(record.headers().lastHeader("ce_type").value(), UTF_8);
    }

    public static long sequence(ConsumerRecord<String, String> record) {
        return Long.parseLong(new String(record.headers().lastHeader("ce_sequence").value(), UTF_8));
    }

    private void read(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            while (running && consumer.partitionsFor(topic).isEmpty()) {
                Thread.onSpinWait();
            }
            var partitions = consumer.partitionsFor(topic)
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (running) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
