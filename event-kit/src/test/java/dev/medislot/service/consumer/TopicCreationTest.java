package dev.medislot.service.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;

@ResourceLock("kafka")
class TopicCreationTest {

    private static final String MAX_LAG = "max.compaction.lag.ms";
    private static final Map<String, Object> KAFKA = Infrastructure.shared().kafkaClient();

    @Test
    void bookingsAreKeptAndHoldsCompacted() throws Exception {
        create();

        try (var kafka = Admin.create(KAFKA)) {
            assertThat(config(kafka, Topics.BOOKINGS, "retention.ms")).isEqualTo("-1");
            assertThat(config(kafka, Topics.BOOKINGS, "cleanup.policy")).isEqualTo("delete");
            assertThat(config(kafka, Topics.HOLDS, "cleanup.policy")).isEqualTo("compact");
            assertThat(config(kafka, Topics.SESSIONS, "retention.ms")).isEqualTo("86400000");
            assertThat(config(kafka, Topics.SESSIONS, "cleanup.policy")).isEqualTo("delete");
            var topics = kafka.describeTopics(Topics.ALL).allTopicNames().get().values();
            assertThat(topics).hasSameSizeAs(Topics.ALL).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(6));
        }
    }

    @Test
    void defaultsAreCorrectedAndHandSetConfigsStay() throws Exception {
        create();
        try (var kafka = Admin.create(KAFKA)) {
            alter(kafka, Topics.BOOKINGS, "retention.ms", OpType.DELETE);
            alter(kafka, Topics.WITHDRAWALS, "retention.ms", OpType.SET);
            await().until(() -> config(kafka, Topics.BOOKINGS, "retention.ms"), "604800000"::equals);

            create();

            await().until(() -> config(kafka, Topics.BOOKINGS, "retention.ms"), "-1"::equals);
            assertThat(config(kafka, Topics.WITHDRAWALS, "retention.ms")).isEqualTo("86400000");
            alter(kafka, Topics.WITHDRAWALS, "retention.ms", OpType.DELETE);
        }
    }

    @Test
    void accountMailsAreKeptForADay() throws Exception {
        create();
        try (var kafka = Admin.create(KAFKA)) {
            assertThat(config(kafka, Topics.ACCOUNT_MAILS, "cleanup.policy")).isEqualTo("delete");
            assertThat(config(kafka, Topics.ACCOUNT_MAILS, "retention.ms")).isEqualTo("86400000");
            assertThat(config(kafka, Topics.ACCOUNT_MAILS, "segment.ms")).isEqualTo("21600000");
            assertThat(config(kafka, Topics.WAITLIST, "retention.ms")).isEqualTo("86400000");
        }
    }

    @Test
    void accessesAreKeptForAWeek() throws Exception {
        create();
        try (var kafka = Admin.create(KAFKA)) {
            assertThat(config(kafka, Topics.ACCESSES, "cleanup.policy")).isEqualTo("delete");
            assertThat(config(kafka, Topics.ACCESSES, "retention.ms")).isEqualTo("604800000");
            assertThat(config(kafka, Topics.ACCESSES, "segment.ms")).isEqualTo("86400000");
        }
    }

    @Test
    void erasedContactsAreCompactedWithinADay() throws Exception {
        create();
        try (var kafka = Admin.create(KAFKA)) {
            assertThat(config(kafka, Topics.CONTACTS, MAX_LAG)).isEqualTo("86400000");
            assertThat(config(kafka, Topics.DOCTORS, MAX_LAG)).isEqualTo(Long.toString(Long.MAX_VALUE));
            alter(kafka, Topics.CONTACTS, MAX_LAG, OpType.DELETE);
            await().until(() -> config(kafka, Topics.CONTACTS, MAX_LAG), Long.toString(Long.MAX_VALUE)::equals);

            create();

            await().until(() -> config(kafka, Topics.CONTACTS, MAX_LAG), "86400000"::equals);
        }
    }

    @Test
    void handSetCompactionOfContactsStays() throws Exception {
        create();
        try (var kafka = Admin.create(KAFKA)) {
            alter(kafka, Topics.CONTACTS, MAX_LAG, OpType.SET, "7200000");
            await().until(() -> config(kafka, Topics.CONTACTS, MAX_LAG), "7200000"::equals);
            alter(kafka, Topics.BOOKINGS, "retention.ms", OpType.DELETE);
            await().until(() -> config(kafka, Topics.BOOKINGS, "retention.ms"), "604800000"::equals);

            create();

            await().until(() -> config(kafka, Topics.BOOKINGS, "retention.ms"), "-1"::equals);
            assertThat(config(kafka, Topics.CONTACTS, MAX_LAG)).isEqualTo("7200000");
            alter(kafka, Topics.CONTACTS, MAX_LAG, OpType.SET, "86400000");
        }
    }

    @Test
    void theCreationRestsAfterAFailure() {
        var tries = new AtomicInteger();
        var creation = creation(unknownKafka(tries), Duration.ofDays(1));

        creation.start();
        creation.stop();

        assertThat(tries).hasValue(1);
    }

    @Test
    void theCreationTriesAgainAndLogsACauseOnce() {
        var tries = new AtomicInteger();
        var creation = creation(unknownKafka(tries), Duration.ofMillis(1));
        var logger = (Logger) LoggerFactory.getLogger(TopicCreation.class);
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        try {
            creation.start();
            await().until(() -> tries.get() > 3);
        } finally {
            logger.detachAppender(logged);
            creation.stop();
        }

        assertThat(logged.list).filteredOn(line -> line.getLevel() == Level.WARN).hasSize(1);
    }

    /** A Kafka whose name is in no DNS, so that every try fails at once. */
    private static KafkaAdmin unknownKafka(AtomicInteger tries) {
        return new KafkaAdmin(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "kafka.invalid:9092")) {
            @Override
            public Map<String, Object> getConfigurationProperties() {
                tries.incrementAndGet();
                return super.getConfigurationProperties();
            }
        };
    }

    private static TopicCreation creation(KafkaAdmin kafka, Duration rest) {
        return new TopicCreation(kafka, new KafkaListenerEndpointRegistry(), new TopicProperties(6, (short) -1), "test",
                rest);
    }

    /** Waits for the creation, like the start of a service. */
    private static void create() {
        creation(new KafkaAdmin(KAFKA), TopicCreation.REST).start();
        try (var kafka = Admin.create(KAFKA)) {
            await().until(() -> kafka.listTopics().names().get(), names -> names.containsAll(Topics.ALL));
        }
    }

    private static void alter(Admin kafka, String topic, String name, OpType how) throws Exception {
        alter(kafka, topic, name, how, "86400000");
    }

    private static void alter(Admin kafka, String topic, String name, OpType how, String value) throws Exception {
        kafka.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(new ConfigEntry(name, value), how)))).all().get();
    }

    private static String config(Admin kafka, String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return kafka.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
    }
}
