package dev.medislot.service.consumer;

import dev.medislot.common.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The settings that the contract gives topics. */
final class TopicConfigs {

    private static final Map<String, String> KEPT = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    /**
     * Keeps data about people that no tombstone removes for a week, in short segments, because a segment is deleted as
     * a whole.
     */
    private static final Map<String, String> KEPT_ONE_WEEK = Map.of(TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(Duration.ofDays(7).toMillis()), TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(Duration.ofDays(1).toMillis()));
    private static final Map<String, String> KEPT_ONE_DAY = Map.of(TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(Duration.ofDays(1).toMillis()), TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(Duration.ofHours(6).toMillis()));
    private static final Map<String, String> COMPACTED = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT, TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
    /** So that an erased person's record does not wait for its segment to fill. */
    private static final Map<String, String> COMPACTED_DAILY = with(COMPACTED, TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            Long.toString(Duration.ofDays(1).toMillis()));

    private TopicConfigs() {}

    static Map<String, String> of(String topic) {
        return switch (topic) {
            case Topics.CONTACTS -> COMPACTED_DAILY;
            case Topics.SESSIONS, Topics.ACCOUNT_MAILS, Topics.WAITLIST -> KEPT_ONE_DAY;
            case Topics.ACCESSES, Topics.REMINDERS -> KEPT_ONE_WEEK;
            default -> Topics.isCompacted(topic) ? COMPACTED : KEPT;
        };
    }

    static Map<String, String> ofDeadLetters(String topic) {
        return switch (topic) {
            case Topics.CONTACTS, Topics.REMINDERS -> KEPT_ONE_WEEK;
            case Topics.ACCOUNT_MAILS, Topics.WAITLIST -> KEPT_ONE_DAY;
            default -> KEPT;
        };
    }

    private static Map<String, String> with(Map<String, String> configs, String name, String value) {
        var more = new HashMap<>(configs);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
