package dev.medislot.service.session;

import dev.medislot.common.event.SessionsEnded;
import dev.medislot.common.event.Topics;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.service.consumer.ReceivedEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the ends of sessions into the memory of this instance. Every instance reads the whole topic, without a consumer
 * group, from the time on whose tokens may still be valid.
 */
class FollowEndedSessions implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FollowEndedSessions.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final EndedSessions endedSessions;
    private final Map<String, Object> kafka;
    private final Clock clock;
    private volatile boolean running;
    private volatile @Nullable KafkaConsumer<String, byte[]> reader;

    FollowEndedSessions(EndedSessions endedSessions, Map<String, Object> kafka, Clock clock) {
        this.endedSessions = endedSessions;
        this.kafka = new HashMap<>(kafka);
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("ended-sessions").start(this::followUntilStopped);
    }

    @Override
    public void stop() {
        running = false;
        var consumer = reader;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void followUntilStopped() {
        try {
            while (running) {
                try (var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
                    reader = consumer;
                    follow(consumer);
                } catch (WakeupException _) {
                    return;
                } catch (KafkaException | IllegalStateException e) {
                    LOG.warn("Ends of sessions cannot be read, Kafka did not answer: {}", e.getMessage());
                }
                Thread.sleep(POLL);
            }
        } catch (InterruptedException _) {
            // stopped
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(Topics.SESSIONS)
                .stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        seek(consumer, partitions);
        while (running && !partitions.isEmpty()) {
            consumer.poll(POLL).forEach(this::add);
            endedSessions.forget();
        }
    }

    private void seek(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        var ends = consumer.endOffsets(partitions);
        var oldest = clock.instant().minus(endedSessions.remembered()).toEpochMilli();
        var starts = consumer
                .offsetsForTimes(partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> oldest)));
        for (var partition : partitions) {
            var start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
        }
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        try {
            var event = ReceivedEvent.of(record);
            if (!event.isTombstone() && event.type().equals(SessionsEnded.class.getSimpleName())) {
                endedSessions.add(event.as(SessionsEnded.class));
            }
        } catch (UnreadableEvent e) {
            LOG.error("Skipped record {} of {}-{} at {}: {}", record.key(), record.topic(), record.partition(),
                    record.offset(), e.getMessage());
        }
    }
}
