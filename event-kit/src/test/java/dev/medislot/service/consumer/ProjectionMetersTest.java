package dev.medislot.service.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.event.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ProjectionMetersTest {

    private static final Instant STORED = Instant.parse("2026-12-01T16:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ProjectionMeters interceptor = new ProjectionMeters(meters,
            Clock.fixed(STORED.plusMillis(250), ZoneOffset.UTC));
    private final MockConsumer<Object, Object> consumer = new MockConsumer<>("earliest");

    @Test
    void theAgeOfAnAppliedEventIsItsTopicsLag() {
        interceptor.success(record(Topics.DOCTORS, "7"), consumer);

        var lag = meters.get("medislot.projection.lag").tag("topic", Topics.DOCTORS).timer();
        assertThat(lag.max(TimeUnit.MILLISECONDS)).isEqualTo(250);
    }

    @Test
    void logLinesNameTheBooking() {
        var record = record(Topics.BOOKINGS, "7");

        interceptor.intercept(record, consumer);
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("bookingId", "7"));

        interceptor.afterRecord(record, consumer);
        assertThat(MDC.get("bookingId")).isNull();
    }

    private static ConsumerRecord<Object, Object> record(String topic, String key) {
        return new ConsumerRecord<>(topic, 0, 1, STORED.toEpochMilli(), TimestampType.CREATE_TIME, 0, 0, key,
                new byte[0], new RecordHeaders(), Optional.empty());
    }
}
