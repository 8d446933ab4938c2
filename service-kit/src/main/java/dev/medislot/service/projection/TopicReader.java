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

/** A topic read from its beginning beside the group that follows it, which does not notice. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** With the service's settings of a consumer; throws IllegalStateException when there is no such topic. */
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

    /** Where the topic ends by now. */
    public Map<TopicPartition, Long> end() {
        return consumer.endOffsets(partitions);
    }

    /** Where the group goes on reading. */
    public Map<TopicPartition, Long> takenByTheGroup() {
        var ends = end();
        var taken = new HashMap<TopicPartition, Long>();
        consumer.committed(ends.keySet())
                .forEach((partition, next) -> taken.put(partition,
                        next == null ? 0 : Math.min(next.offset(), ends.getOrDefault(partition, 0L))));
        return taken;
    }

    /** Continues after the last call's records, at least to those offsets; passes on each batch. */
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
