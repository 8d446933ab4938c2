package dev.medislot.service.consumer;

import dev.medislot.common.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the records of a dead-letter topic back onto their original topic, each of them once over all runs.
 * <p>
 * They keep their key, value and CloudEvents headers, so a consumer that has read them drops them as repeats. On a
 * compacted topic the last record of a key is the current state, so a record with a later one of its key is left out.
 */
public final class ReplayDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayDeadLetters.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> deadLetters;
    private final KafkaConsumer<byte[], byte[]> originals;
    private final KafkaProducer<byte[], byte[]> producer;

    private ReplayDeadLetters(KafkaConsumer<byte[], byte[]> deadLetters, KafkaConsumer<byte[], byte[]> originals,
            KafkaProducer<byte[], byte[]> producer) {
        this.deadLetters = deadLetters;
        this.originals = originals;
        this.producer = producer;
    }

    /**
     * Replays the records that the topic has now and returns the number of those put back. Throws
     * IllegalArgumentException with a message for operators when there is no such dead-letter topic.
     */
    public static int replay(Map<String, Object> kafka, String topic) {
        var settings = new HashMap<>(kafka);
        settings.put("group.id", topic + ".replay");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("acks", "all");
        try (var deadLetters = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var originals = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            return new ReplayDeadLetters(deadLetters, originals, producer).replay(topic);
        }
    }

    private int replay(String topic) {
        var partitions = partitions(topic);
        deadLetters.assign(partitions);
        var ends = deadLetters.endOffsets(partitions);
        int replayed = 0;
        while (isBefore(ends, deadLetters)) {
            replayed += send(withoutOvertaken(read(ends)));
            commit(ends);
        }
        return replayed;
    }

    private List<TopicPartition> partitions(String topic) {
        // a list of all topics, because a request for a missing topic would create it
        var topics = new TreeMap<>(deadLetters.listTopics());
        topics.keySet().removeIf(name -> !name.endsWith(Topics.DEAD_LETTERS));
        var partitions = topics.get(topic);
        if (partitions == null) {
            throw new IllegalArgumentException("There is no dead-letter topic %s; there are: %s".formatted(topic,
                    String.join(", ", topics.keySet())));
        }
        return partitions.stream().map(partition -> new TopicPartition(topic, partition.partition())).toList();
    }

    private static boolean isBefore(Map<TopicPartition, Long> ends, KafkaConsumer<?, ?> consumer) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private List<DeadLetter> read(Map<TopicPartition, Long> ends) {
        var letters = new ArrayList<DeadLetter>();
        for (var record : deadLetters.poll(POLL)) {
            var partition = new TopicPartition(record.topic(), record.partition());
            long end = ends.getOrDefault(partition, 0L);
            if (record.offset() < end) {
                letters.add(new DeadLetter(record));
            } else {
                deadLetters.seek(partition, end);
            }
        }
        return letters;
    }

    private List<DeadLetter> withoutOvertaken(List<DeadLetter> letters) {
        var latest = latest(letters.stream().filter(DeadLetter::isFromCompactedTopic).toList());
        var current = new ArrayList<DeadLetter>();
        for (var letter : letters) {
            if (isOvertaken(letter, latest)) {
                LOG.info("Skipped record {}: its topic has a later record of the key", letter.record().offset());
            } else {
                current.add(letter);
            }
        }
        return current;
    }

    private static boolean isOvertaken(DeadLetter letter, Map<DeadLetter.Key, Long> latest) {
        return letter.isFromCompactedTopic()
                && latest.getOrDefault(letter.originalKey(), -1L) > letter.originalOffset();
    }

    /** The offset of the last record that each letter's key has on its compacted topic. */
    private Map<DeadLetter.Key, Long> latest(List<DeadLetter> letters) {
        var latest = new HashMap<DeadLetter.Key, Long>();
        var starts = new HashMap<TopicPartition, Long>();
        for (var letter : letters) {
            var key = letter.originalKey();
            latest.put(key, -1L);
            starts.merge(key.partition(), letter.originalOffset(), Math::min);
        }
        originals.assign(starts.keySet());
        starts.forEach(originals::seek);
        var ends = originals.endOffsets(starts.keySet());
        while (isBefore(ends, originals)) {
            originals.poll(POLL)
                    .forEach(record -> latest.computeIfPresent(DeadLetter.Key.of(record), (_, _) -> record.offset()));
        }
        return latest;
    }

    private int send(List<DeadLetter> letters) {
        var sent = new ArrayList<Future<?>>();
        letters.forEach(letter -> sent.add(producer.send(letter.original())));
        try {
            for (var each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a record; run the replay again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted; run the replay again", e);
        }
        return sent.size();
    }

    private void commit(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> deadLetters
                .commitSync(Map.of(partition, new OffsetAndMetadata(Math.min(deadLetters.position(partition), end)))));
    }
}
