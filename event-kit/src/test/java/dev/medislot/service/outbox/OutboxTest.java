package dev.medislot.service.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.RatingsChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.service.ServiceTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
@ResourceLock("kafka")
class OutboxTest {

    @Autowired
    Outbox outbox;

    @Autowired
    OutboxRelay relay;

    @Autowired
    Tracer tracer;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    PlatformTransactionManager transactionManager;

    @Test
    void aCommittedEventIsACloudEvent() {
        var doctor = UUID.randomUUID();
        var at = Instant.parse("2026-11-22T08:00:00.123Z");

        inTransaction(() -> outbox.publish(new RatingsChanged(doctor, 7, at, 4.5, 2)));

        var record = received(Topics.RATINGS, List.of(doctor), 1).get(doctor.toString()).getFirst();
        assertThat(headers(record)).containsEntry(CloudEventHeaders.SPEC_VERSION, "1.0")
                .containsEntry(CloudEventHeaders.TYPE, "RatingsChanged")
                .containsEntry(CloudEventHeaders.SOURCE, "urn:medislot:common-test")
                .containsEntry(CloudEventHeaders.SUBJECT, doctor.toString())
                .containsEntry(CloudEventHeaders.SEQUENCE, "0000000000000000007")
                .containsEntry(CloudEventHeaders.DATA_SCHEMA, "urn:medislot:schema:RatingsChanged")
                .containsEntry(CloudEventHeaders.TIME, at.toString())
                .containsEntry(CloudEventHeaders.CONTENT_TYPE, "application/json")
                .containsKey(CloudEventHeaders.ID);
        assertThat(new String(record.value(), UTF_8)).contains("\"average\":4.5");
    }

    @Test
    void theTraceContinuesAfterKafka() {
        var doctor = UUID.randomUUID();
        var span = tracer.nextSpan().start();

        try (var _ = tracer.withSpan(span)) {
            inTransaction(() -> outbox.publish(rating(doctor, 1)));
        } finally {
            span.end();
        }

        var record = received(Topics.RATINGS, List.of(doctor), 1).get(doctor.toString()).getFirst();
        assertThat(headers(record).get(CloudEventHeaders.TRACE_PARENT)).startsWith("00-" + span.context().traceId());
    }

    @Test
    void acknowledgedEventsLeaveTheTable() {
        inTransaction(() -> outbox.publish(rating(UUID.randomUUID(), 1)));

        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    @Test
    void aRolledBackEventIsNeverSent() {
        var doctor = UUID.randomUUID();

        new TransactionTemplate(transactionManager).executeWithoutResult(transaction -> {
            outbox.publish(rating(doctor, 1));
            transaction.setRollbackOnly();
        });
        inTransaction(() -> outbox.publish(rating(doctor, 2)));

        assertThat(sequences(received(Topics.RATINGS, List.of(doctor), 1).get(doctor.toString()))).containsExactly(2L);
    }

    @Test
    void anEventNeedsATransaction() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> outbox.publish(rating(UUID.randomUUID(), 1)));
    }

    @Test
    void aTombstoneHasNoValue() {
        var doctor = UUID.randomUUID();

        inTransaction(() -> outbox.erase(Topics.RATINGS, doctor.toString(), RatingsChanged.class, 3));

        var record = received(Topics.RATINGS, List.of(doctor), 1).get(doctor.toString()).getFirst();
        assertThat(record.value()).isNull();
        assertThat(headers(record)).containsEntry(CloudEventHeaders.SEQUENCE, "0000000000000000003")
                .doesNotContainKeys(CloudEventHeaders.DATA_SCHEMA, CloudEventHeaders.CONTENT_TYPE);
    }

    @Test
    void eventsOfOneKeyKeepTheirOrder() throws Exception {
        var doctors = IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
        jdbc.execute("create table if not exists counter (id uuid primary key, value bigint not null)");
        doctors.forEach(doctor -> jdbc.update("insert into counter values (?, 0)", doctor));

        try (var writers = Executors.newFixedThreadPool(6)) {
            var changes = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 100; i++) {
                doctors.forEach(doctor -> changes.add(() -> {
                    inTransaction(() -> outbox.publish(rating(doctor, next(doctor))));
                    return null;
                }));
            }
            for (var change : writers.invokeAll(changes)) {
                change.get();
            }
        }

        var received = received(Topics.RATINGS, doctors, 2_000);
        assertThat(received).hasSize(20)
                .allSatisfy((key, records) -> assertThat(sequences(records))
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList()));
    }

    @Test
    void aRefusedEventHoldsBackItsKeyAlone() {
        var refused = UUID.randomUUID();
        var other = Stream.generate(UUID::randomUUID)
                .filter(id -> shard(id) == shard(refused))
                .findFirst()
                .orElseThrow();
        inTransaction(() -> {
            jdbc.update("""
                    insert into outbox (shard, topic, key, type, event_id, sequence, occurred_at, value)
                    values (?, 'no such topic', ?, 'RatingsChanged', gen_random_uuid(), 1, now(), '{}')
                    """, shard(refused), refused.toString());
            outbox.publish(rating(refused, 2));
            outbox.publish(rating(other, 1));
        });
        try {
            received(Topics.RATINGS, List.of(other), 1);
            await().untilAsserted(() -> assertThat(waiting()).isEqualTo(2));
        } finally {
            jdbc.update("delete from outbox where topic = 'no such topic'");
        }
        received(Topics.RATINGS, List.of(refused), 1);
    }

    private static int shard(UUID key) {
        return Math.floorMod(key.toString().hashCode(), Outbox.SHARDS);
    }

    /** The other relay stands for an instance that is killed while it sends: its connections break in mid-work. */
    @Test
    void nothingIsLostOrOvertakenAfterAnOutage() {
        var doctors = IntStream.range(0, 400).mapToObj(i -> UUID.randomUUID()).toList();
        var versions = LongStream.rangeClosed(1, 20).boxed().toList();
        var infrastructure = Infrastructure.shared();
        var meters = new SimpleMeterRegistry();
        var pool = otherConnections();
        var other = new OutboxRelay(new JdbcTemplate(pool), new TransactionTemplate(new JdbcTransactionManager(pool)),
                kafka, new OutboxProperties(2, 5, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofMinutes(1)),
                "other", meters);
        // otherwise it would send everything before the other starts
        relay.stop();
        infrastructure.stopKafka();
        try {
            versions.forEach(version -> inTransaction(
                    () -> outbox.publishAll(doctors.stream().map(doctor -> rating(doctor, version)).toList())));
            other.start();
            await().until(() -> meters.counter("medislot.outbox.failures").count() > 0);
        } finally {
            infrastructure.startKafka();
        }
        await().pollInterval(Duration.ofMillis(1)).until(() -> meters.timer("medislot.outbox.latency").count() > 100);
        assertThat(waiting()).as("killed before the end").isPositive();
        jdbc.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'other relay'");
        pool.close();
        other.stop();
        relay.start();

        assertThat(received(Topics.RATINGS, doctors, 8_000)).hasSize(400)
                .allSatisfy((key, records) -> assertThat(sequences(records).stream().distinct()).isEqualTo(versions));
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    private static HikariDataSource otherConnections() {
        var config = new HikariConfig();
        config.setJdbcUrl(Infrastructure.shared().jdbcUrl("common"));
        config.setUsername(Infrastructure.shared().username());
        config.setPassword(Infrastructure.shared().password());
        config.addDataSourceProperty("ApplicationName", "other relay");
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    private long waiting() {
        return jdbc.queryForObject("select count(*) from outbox", Long.class);
    }

    private long next(UUID doctor) {
        return jdbc.queryForObject("update counter set value = value + 1 where id = ? returning value", Long.class,
                doctor);
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactionManager).executeWithoutResult(transaction -> work.run());
    }

    private static RatingsChanged rating(UUID doctor, long version) {
        return new RatingsChanged(doctor, version, Instant.now(), 4, 1);
    }

    private static List<Long> sequences(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream().map(record -> Long.valueOf(headers(record).get(CloudEventHeaders.SEQUENCE))).toList();
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static Map<String, List<ConsumerRecord<String, byte[]>>> received(String topic, List<UUID> keys,
            int atLeast) {
        var wanted = keys.stream().map(UUID::toString).toList();
        var received = new HashMap<String, List<ConsumerRecord<String, byte[]>>>();
        var settings = new HashMap<>(Infrastructure.shared().kafkaClient());
        settings.put("group.id", "test-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (wanted.contains(record.key())) {
                        received.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record);
                    }
                });
                return received.values()
                        .stream()
                        .mapToLong(records -> sequences(records).stream().distinct().count())
                        .sum() >= atLeast;
            });
        }
        return received;
    }
}
