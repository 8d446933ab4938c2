package dev.medislot.service.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.event.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Puts the records of a dead-letter topic back onto their original topic, each of them once over all runs.
 * <p>
 * They keep their key, value and CloudEvents headers, so a consumer that has read them drops them as repeats. On a
 * compacted topic the last record of a key is the current state, so a record with a later one of its key is left out.
 */
public final class ReplayDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayDeadLetters.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String ADDED_BY_DEAD_LETTERS = "kafka_dlt-";

    private record Key(TopicPartition partition, ByteBuffer key) {}

    private ReplayDeadLetters() {}

    /**
     * The number of records put back, of those there when it is called; throws IllegalArgumentException, with words for
     * an operator, when there is no such dead-letter topic.
     */
    public static int replay(Map<String, Object> kafka, String deadLetters) {
        var settings = new HashMap<>(kafka);
        settings.put("group.id", deadLetters + ".replay");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("acks", "all");
        int replayed = 0;
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var topics = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            // asked for by name, a missing topic would be created
            var all = new TreeMap<>(consumer.listTopics());
            all.keySet().removeIf(topic -> !topic.endsWith(Topics.DEAD_LETTERS));
            var known = all.get(deadLetters);
            if (known == null) {
                throw new IllegalArgumentException("There is no dead-letter topic %s; there are: %s"
                        .formatted(deadLetters, String.join(", ", all.keySet())));
            }
            var partitions = known.stream()
                    .map(partition -> new TopicPartition(deadLetters, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
                for (var letter : consumer.poll(POLL)) {
                    var partition = new TopicPartition(letter.topic(), letter.partition());
                    if (letter.offset() < ends.getOrDefault(partition, 0L)) {
                        letters.add(letter);
                    } else {
                        consumer.seek(partition, ends.getOrDefault(partition, 0L));
                    }
                }
                var latest = latest(topics, letters);
                var sent = new ArrayList<Future<?>>();
                for (var letter : letters) {
                    if (isOvertaken(letter, latest)) {
                        LOG.info("Record {} has been overtaken on its topic and is not put back", letter.offset());
                    } else {
                        sent.add(producer.send(original(letter)));
                    }
                }
                awaitAll(sent);
                replayed += sent.size();
                for (var partition : partitions) {
                    var reached = Math.min(consumer.position(partition), ends.getOrDefault(partition, 0L));
                    consumer.commitSync(Map.of(partition, new OffsetAndMetadata(reached)));
                }
            }
        }
        return replayed;
    }

    /** The offset of the last record of each key that has a letter, on compacted topics. */
    private static Map<Key, Long> latest(KafkaConsumer<byte[], byte[]> topics,
            List<ConsumerRecord<byte[], byte[]>> letters) {
        var latest = new HashMap<Key, Long>();
        var from = new HashMap<TopicPartition, Long>();
        for (var letter : letters) {
            if (Topics.isCompacted(topic(letter))) {
                var key = key(letter);
                latest.put(key, -1L);
                from.merge(key.partition(), offset(letter), Math::min);
            }
        }
        topics.assign(from.keySet());
        from.forEach(topics::seek);
        var ends = topics.endOffsets(from.keySet());
        while (ends.entrySet().stream().anyMatch(end -> topics.position(end.getKey()) < end.getValue())) {
            for (var record : topics.poll(POLL)) {
                latest.computeIfPresent(
                        new Key(new TopicPartition(record.topic(), record.partition()), ByteBuffer.wrap(record.key())),
                        (_, _) -> record.offset());
            }
        }
        return latest;
    }

    private static boolean isOvertaken(ConsumerRecord<byte[], byte[]> letter, Map<Key, Long> latest) {
        return Topics.isCompacted(topic(letter)) && latest.getOrDefault(key(letter), -1L) > offset(letter);
    }

    private static Key key(ConsumerRecord<byte[], byte[]> letter) {
        return new Key(
                new TopicPartition(topic(letter),
                        ByteBuffer.wrap(header(letter, KafkaHeaders.DLT_ORIGINAL_PARTITION)).getInt()),
                ByteBuffer.wrap(letter.key()));
    }

    private static long offset(ConsumerRecord<byte[], byte[]> letter) {
        return ByteBuffer.wrap(header(letter, KafkaHeaders.DLT_ORIGINAL_OFFSET)).getLong();
    }

    private static String topic(ConsumerRecord<byte[], byte[]> letter) {
        return new String(header(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC), UTF_8);
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("Record %d of partition %d has no %s, which says where it came from"
                    .formatted(letter.offset(), letter.partition(), name));
        }
        return header.value();
    }

    private static ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
        var original = new ProducerRecord<>(topic(letter), null, letter.timestamp(), letter.key(), letter.value());
        letter.headers().forEach(header -> {
            if (!header.key().startsWith(ADDED_BY_DEAD_LETTERS)) {
                original.headers().add(header);
            }
        });
        return original;
    }

    private static void awaitAll(List<Future<?>> sent) {
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
    }
}
