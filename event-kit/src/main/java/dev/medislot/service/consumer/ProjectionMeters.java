package dev.medislot.service.consumer;

import dev.medislot.common.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.MDC;
import org.springframework.kafka.listener.RecordInterceptor;

/**
 * Measures the age of each event when its consumer has applied it, and puts the booking id into the MDC of its log
 * lines.
 */
class ProjectionMeters implements RecordInterceptor<Object, Object> {

    private static final String BOOKING = "bookingId";

    private final MeterRegistry meters;
    private final Clock clock;

    ProjectionMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public ConsumerRecord<Object, Object> intercept(ConsumerRecord<Object, Object> record,
            Consumer<Object, Object> consumer) {
        if (record.topic().equals(Topics.BOOKINGS)) {
            MDC.put(BOOKING, String.valueOf(record.key()));
        }
        return record;
    }

    @Override
    public void success(ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
        var age = Duration.ofMillis(Math.max(0, clock.millis() - record.timestamp()));
        Timer.builder("medislot.projection.lag")
                .description("Age of an event on Kafka when it has been applied here")
                .tag("topic", record.topic())
                .register(meters)
                .record(age.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void afterRecord(ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
        MDC.remove(BOOKING);
    }
}
