package dev.medislot.availability;

import dev.medislot.infra.Infrastructure;
import dev.medislot.service.consumer.ReceivedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** All that stands on a topic. */
public class Topic implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ReceivedEvent> events = new ArrayList<>();

    public Topic(String name) {
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers(),
                "isolation.level", "read_committed"), new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(name)
                .stream()
                .map(each -> new org.apache.kafka.common.TopicPartition(name, each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits until there are as many whose key starts like this; answers those that are there then. */
    public List<ReceivedEvent> await(String keyPrefix, int count) {
        Awaitility.await().until(() -> {
            read(Duration.ofMillis(100));
            return of(keyPrefix).size() >= count;
        });
        read(Duration.ofMillis(300));
        return of(keyPrefix);
    }

    /** All that stand there by now. */
    public List<ReceivedEvent> all(String keyPrefix) {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read(Duration.ofMillis(100));
        }
        return of(keyPrefix);
    }

    private void read(Duration timeout) {
        consumer.poll(timeout).forEach(record -> events.add(ReceivedEvent.of(record)));
    }

    private List<ReceivedEvent> of(String keyPrefix) {
        return events.stream().filter(event -> event.key().startsWith(keyPrefix)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
