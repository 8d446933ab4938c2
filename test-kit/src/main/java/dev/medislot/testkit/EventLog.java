package dev.medislot.testkit;

import dev.medislot.infra.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** All records of a topic, from its beginning to the moment of each call. */
public final class EventLog implements AutoCloseable {

    private final String topic;
    private final KafkaConsumer<String, String> consumer;
    private final List<EventRecord> events = new ArrayList<>();

    public EventLog(String topic) {
        this(topic, Infrastructure.shared().kafkaClient());
    }

    /** Takes the settings of a Kafka client. */
    public EventLog(String topic, Map<String, Object> kafka) {
        this.topic = topic;
        var settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Returns empty while there is no such topic. */
    public List<EventRecord> all() {
        if (consumer.assignment().isEmpty()) {
            assign();
        }
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(read -> events.add(EventRecord.of(read)));
        }
        return List.copyOf(events);
    }

    private void assign() {
        var partitions = consumer.partitionsFor(topic)
                .stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    public List<EventRecord> of(Object key) {
        return all().stream().filter(event -> key.toString().equals(event.key())).toList();
    }

    public List<EventRecord> startingWith(String keyPrefix) {
        return all().stream().filter(event -> event.key().startsWith(keyPrefix)).toList();
    }

    /** Waits until at least that many keys start like this; returns the records that are there then. */
    public List<EventRecord> await(String keyPrefix, int count) {
        return Awaitility.await().until(() -> startingWith(keyPrefix), found -> found.size() >= count);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
