package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Events;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** When the first event of each booking from now on arrives at a consumer. */
final class EventArrivals implements AutoCloseable {

    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final CountDownLatch reads = new CountDownLatch(1);
    private final Thread reader;
    private volatile boolean running = true;

    EventArrivals(Map<String, Object> kafka) throws InterruptedException {
        reader = Thread.ofPlatform().start(() -> read(kafka));
        reads.await();
    }

    boolean has(String booking) {
        return arrived.containsKey(booking);
    }

    /** In the time of {@link System#nanoTime()}. */
    long at(String booking) {
        return arrived.get(booking);
    }

    private void read(Map<String, Object> kafka) {
        try (var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Events.BOOKINGS)
                    .stream()
                    .map(partition -> new TopicPartition(Events.BOOKINGS, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            reads.countDown();
            while (running) {
                var records = consumer.poll(Duration.ofMillis(100));
                long now = System.nanoTime();
                records.forEach(event -> arrived.putIfAbsent(event.key(), now));
            }
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
