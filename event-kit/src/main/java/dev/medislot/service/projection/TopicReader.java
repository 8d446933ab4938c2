package dev.medislot.service.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, without moving the offsets of the group that follows it. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Takes the service's consumer settings; throws IllegalStateException when there is no such topic. */
    public TopicReader(Map<String, Object> kafka, String topic) {
        var settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic)
                .stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            consumer.close();
            throw new IllegalStateException("There is no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The current end of each partition. */
    public Map<TopicPartition, Long> end() {
        return consumer.endOffsets(partitions);
    }

    /** The next offset that the group will read of each partition. */
    Map<TopicPartition, Long> committed() {
        var ends = end();
        var next = new HashMap<TopicPartition, Long>();
        consumer.committed(ends.keySet())
                .forEach((partition, offset) -> next.put(partition,
                        offset == null ? 0 : Math.min(offset.offset(), ends.getOrDefault(partition, 0L))));
        return next;
    }

    /** Continues where the last call stopped, at least to those offsets; passes on each batch. */
    public void read(Map<TopicPartition, Long> until, Consumer<Iterable<ConsumerRecord<String, byte[]>>> batch) {
        while (until.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            batch.accept(consumer.poll(POLL));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
