package dev.medislot.notification.projection;

import dev.medislot.common.event.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** The time up to which this consumer group has read every booking event. */
@Component
public class ReadUpTo implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ReadUpTo.class);
    private static final int PATIENCE_MS = 5_000;
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** The end of each partition at a time. */
    private record Mark(Instant at, Map<TopicPartition, Long> ends) {

        boolean isPassed(Map<TopicPartition, OffsetAndMetadata> read) {
            return ends.entrySet().stream().allMatch(end -> {
                var next = read.get(end.getKey());
                return end.getValue() == 0 || (next != null && next.offset() >= end.getValue());
            });
        }
    }

    private final Map<String, Object> settings;
    private final String group;
    private final Clock clock;
    private @Nullable Admin kafka;
    private @Nullable Mark ahead;
    private volatile Instant knownUntil = Instant.EPOCH;

    ReadUpTo(KafkaAdmin admin, @Value("${spring.kafka.consumer.group-id}") String group, Clock clock) {
        this.settings = new HashMap<>(admin.getConfigurationProperties());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        this.group = group;
        this.clock = clock;
    }

    /** Asks Kafka; returns the last known time if Kafka does not answer, and the epoch before its first answer. */
    public synchronized Instant knownUntil() {
        try {
            var client = client();
            passed(client);
            if (ahead == null) {
                ahead = mark(client);
                passed(client);
            }
        } catch (ExecutionException | KafkaException e) {
            LOG.debug("Cannot read from Kafka how far the bookings have been read: {}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return knownUntil;
    }

    /** Whether the last known time is at most 30 seconds ago; does not ask Kafka. */
    public boolean areFresh() {
        return knownUntil.isAfter(clock.instant().minus(FRESH));
    }

    private void passed(Admin client) throws ExecutionException, InterruptedException {
        var mark = ahead;
        if (mark == null) {
            return;
        }
        var read = client.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        if (mark.isPassed(read)) {
            knownUntil = mark.at();
            ahead = null;
        }
    }

    private Mark mark(Admin client) throws ExecutionException, InterruptedException {
        var at = clock.instant();
        var topics = client.describeTopics(List.of(Topics.BOOKINGS)).allTopicNames().get().values();
        var latest = topics.stream()
                .flatMap(topic -> topic.partitions()
                        .stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        var ends = client.listOffsets(latest).all().get();
        return new Mark(at,
                ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset())));
    }

    private Admin client() {
        var client = kafka;
        if (client == null) {
            client = Admin.create(settings);
            kafka = client;
        }
        return client;
    }

    @Override
    public synchronized void destroy() {
        if (kafka != null) {
            kafka.close(Duration.ZERO);
        }
    }
}
