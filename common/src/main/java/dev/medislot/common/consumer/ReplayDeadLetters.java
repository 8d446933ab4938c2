package dev.medislot.common.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Puts the records of a dead-letter topic back onto the topic they came from, each once: what was replayed before is
 * not replayed again.
 * <p>
 * They keep their key, value and CloudEvents headers, so whoever has read them already drops them as repeats.
 */
public final class ReplayDeadLetters {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String ADDED_BY_DEAD_LETTERS = "kafka_dlt-";

    private ReplayDeadLetters() {
    }

    /**
     * The number of records put back, of those there when it is called; throws IllegalArgumentException when there is
     * no such topic.
     */
    public static int replay(Map<String, Object> kafka, String deadLetters) {
        var settings = new HashMap<>(kafka);
        settings.put("group.id", deadLetters + ".replay");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("acks", "all");
        int replayed = 0;
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            // asked for by name, a missing topic would be created
            var known = consumer.listTopics().get(deadLetters);
            if (known == null) {
                throw new IllegalArgumentException("There is no topic " + deadLetters);
            }
            var partitions = known.stream().map(partition -> new TopicPartition(deadLetters, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                var sent = new ArrayList<Future<?>>();
                for (var letter : consumer.poll(POLL)) {
                    var partition = new TopicPartition(letter.topic(), letter.partition());
                    if (letter.offset() < ends.getOrDefault(partition, 0L)) {
                        sent.add(producer.send(original(letter)));
                    } else {
                        consumer.seek(partition, ends.getOrDefault(partition, 0L));
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

    private static ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
        var topic = letter.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_TOPIC);
        if (topic == null) {
            throw new IllegalStateException("Record %d of partition %d does not say which topic it came from"
                    .formatted(letter.offset(), letter.partition()));
        }
        var original = new ProducerRecord<>(new String(topic.value(), UTF_8), null, letter.timestamp(), letter.key(),
                letter.value());
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
