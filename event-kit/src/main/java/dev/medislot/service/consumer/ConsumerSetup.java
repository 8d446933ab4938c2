package dev.medislot.service.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.Topics;
import dev.medislot.common.event.UnreadableEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.listener.adapter.RecordFilterStrategy;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Retries a record for as long as the database is unreachable. Retries a record that fails for another reason a few
 * times and then moves it to the group's dead-letter topic, so that it does not block the records after it.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(TopicProperties.class)
class ConsumerSetup {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerSetup.class);
    private static final BackOff UNLIMITED_RETRIES = new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS);
    private static final BackOff NO_RETRY = new FixedBackOff(0, 0);
    private static final BackOff FEW_RETRIES = fewRetries();

    @Bean
    DefaultErrorHandler consumerErrorHandler(KafkaTemplate<?, ?> kafka,
            @Value("${spring.kafka.consumer.group-id}") String group, MeterRegistry meters) {
        var deadLetters = new DeadLetterPublishingRecoverer(kafka,
                (record, e) -> new TopicPartition(Topics.deadLetters(record.topic(), group), -1));
        deadLetters.setFailIfSendResultIsError(true);
        var handler = new DefaultErrorHandler((record, e) -> {
            LOG.error("Moved record {} of {}-{} at {} to the dead-letter topic: {}", record.key(), record.topic(),
                    record.partition(), record.offset(), withoutMessage(rootOf(e)));
            deadLetters.accept(record, e);
            setAside(meters, record.topic()).increment();
        }, FEW_RETRIES);
        handler.setBackOffFunction((record, e) -> backOff(e));
        return handler;
    }

    /** Registers the counters at startup: a counter that first appears at 1 never shows an increase. */
    @Bean
    ApplicationListener<ApplicationStartedEvent> setAsideCounters(KafkaListenerEndpointRegistry listeners,
            MeterRegistry meters) {
        return _ -> consumedTopics(listeners).forEach(topic -> setAside(meters, topic));
    }

    static Stream<String> consumedTopics(KafkaListenerEndpointRegistry listeners) {
        return listeners.getListenerContainers()
                .stream()
                .map(container -> container.getContainerProperties().getTopics())
                .filter(Objects::nonNull)
                .flatMap(Stream::of)
                .distinct();
    }

    @Bean
    TopicCreation topicCreation(KafkaAdmin admin, KafkaListenerEndpointRegistry listeners, TopicProperties settings,
            @Value("${spring.kafka.consumer.group-id}") String group) {
        return new TopicCreation(admin, listeners, settings, group, TopicCreation.REST);
    }

    /** Skips records of a type that this version does not know, as every consumer should. */
    @Bean
    RecordFilterStrategy<Object, Object> unknownTypes() {
        return record -> {
            var type = record.headers().lastHeader(CloudEventHeaders.TYPE);
            return type != null && !Event.isKnown(new String(type.value(), UTF_8));
        };
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer repeatedCommits() {
        return consumers -> addTo(consumers);
    }

    private static <K, V> void addTo(DefaultKafkaConsumerFactory<K, V> consumers) {
        consumers.addPostProcessor(RepeatedCommits::of);
    }

    @Bean
    RecordInterceptor<Object, Object> projectionMeters(MeterRegistry meters, Clock clock) {
        return new ProjectionMeters(meters, clock);
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaAdmin admin) {
        return new KafkaHealth(admin);
    }

    private static Counter setAside(MeterRegistry meters, String topic) {
        return Counter.builder("medislot.records.set.aside")
                .description("Records put on the dead-letter topic")
                .tag("topic", topic)
                .register(meters);
    }

    private static BackOff backOff(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException || cause instanceof TransientDataAccessException
                    || cause instanceof CannotCreateTransactionException) {
                return UNLIMITED_RETRIES;
            }
            if (cause instanceof UnreadableEvent) {
                return NO_RETRY;
            }
        }
        return FEW_RETRIES;
    }

    private static BackOff fewRetries() {
        var backOff = new ExponentialBackOff(100, 3);
        backOff.setMaxAttempts(4);
        return backOff;
    }

    /** Leaves out the message: it may quote the record, which may contain a person's name. */
    private static String withoutMessage(Throwable e) {
        return e instanceof SQLException failure ? "%s (%s)".formatted(e.getClass().getName(), failure.getSQLState())
                : e.getClass().getName();
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
