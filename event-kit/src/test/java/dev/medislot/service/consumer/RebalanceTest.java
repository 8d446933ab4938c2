package dev.medislot.service.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.service.ServiceTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ConsumerPostProcessor;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

@ServiceTest
@ResourceLock("kafka")
class RebalanceTest {

    private static final int BACKLOG = 1_000;

    private final String topic = "backlog-" + UUID.randomUUID();

    @Autowired
    ConcurrentKafkaListenerContainerFactory<Object, Object> listeners;

    @Autowired
    ConsumerFactory<Object, Object> consumers;

    @Autowired
    KafkaAdmin admin;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Test
    void anInstanceGetsPartitionsDuringABacklog() {
        admin.createOrModifyTopics(new NewTopic(topic, 2, (short) 1));
        IntStream.range(0, BACKLOG).forEach(i -> kafka.send(topic, "key-" + i, new byte[0]));
        kafka.flush();
        var work = new Semaphore(0);
        var done = new AtomicInteger();
        var busy = listener(work);
        var other = listener(new Semaphore(BACKLOG));
        try {
            busy.start();
            await().until(work::hasQueuedThreads);
            other.start();
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                work.release();
                done.incrementAndGet();
                return !other.getAssignedPartitions().isEmpty();
            });
        } finally {
            work.release(BACKLOG);
            busy.stop();
            other.stop();
        }

        assertThat(done.get()).as("records read before").isLessThan(BACKLOG / 2);
    }

    @Test
    void noRecordIsSkippedIfKafkaEndsInARebalance() {
        admin.createOrModifyTopics(new NewTopic(topic, 1, (short) 1));
        var read = new LinkedBlockingQueue<Object>();
        try (var _ = listening(read, new RebalanceInProgressException(), new TimeoutException("Kafka has ended"))) {
            for (var key : List.of("first", "second", "third")) {
                kafka.send(topic, key, new byte[0]);
                await().until(() -> read.contains(key));
            }
        }
    }

    @Test
    void aFailedCommitIsRepeatedWithoutARecord() {
        admin.createOrModifyTopics(new NewTopic(topic, 1, (short) 1));
        var read = new LinkedBlockingQueue<Object>();
        try (var _ = listening(read, new TimeoutException("Kafka is down"), new TimeoutException("Kafka is down"));
                var client = Admin.create(admin.getConfigurationProperties())) {
            kafka.send(topic, "only", new byte[0]);

            await().untilAsserted(() -> assertThat(
                    client.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get().values())
                            .extracting(OffsetAndMetadata::offset)
                            .containsExactly(1L));
            assertThat(read).containsExactly("only");
        }
    }

    /** Starts a listener whose first commits fail with these exceptions. */
    private Listening listening(Queue<Object> read, RuntimeException... failures) {
        var left = new ConcurrentLinkedQueue<>(List.of(failures));
        var repeats = consumers.getPostProcessors().getFirst();
        ConsumerPostProcessor<Object, Object> failing = consumer -> failing(consumer, left);
        consumers.removePostProcessor(repeats);
        consumers.addPostProcessor(failing);
        consumers.addPostProcessor(repeats);
        var listener = listeners.createContainer(topic);
        listener.setupMessageListener((MessageListener<Object, Object>) record -> read.add(record.key()));
        listener.getContainerProperties().setGroupId(topic);
        listener.start();
        return () -> {
            listener.stop();
            consumers.removePostProcessor(failing);
        };
    }

    private interface Listening extends AutoCloseable {

        @Override
        void close();
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Object, Object> failing(Consumer<Object, Object> consumer, Queue<RuntimeException> left) {
        return (Consumer<Object, Object>) Proxy.newProxyInstance(Consumer.class.getClassLoader(),
                new Class<?>[] { Consumer.class }, (_, method, arguments) -> {
                    if (method.getName().equals("commitSync") && !left.isEmpty()) {
                        throw left.remove();
                    }
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private ConcurrentMessageListenerContainer<Object, Object> listener(Semaphore work) {
        var listener = listeners.createContainer(topic);
        listener.setupMessageListener((MessageListener<Object, Object>) _ -> work.acquireUninterruptibly());
        listener.getContainerProperties().setGroupId(topic);
        var quick = new Properties();
        quick.setProperty(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "100");
        listener.getContainerProperties().setKafkaConsumerProperties(quick);
        return listener;
    }
}
