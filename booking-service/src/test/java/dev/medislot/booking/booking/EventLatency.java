package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.Instance;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.Once.First;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/**
 * How long it takes from a booking's commit until a consumer has its event, at 200 bookings a second for 70 seconds, of
 * which the first ten do not count. Not part of the tests: run it by name, as {@code docs/events.md} says, or as a part
 * of the benchmark.
 */
class EventLatency {

    private static final int RATE = 200;
    private static final int WARM_SECONDS = 10;
    private static final int SECONDS = Integer.getInteger("benchmark.event-seconds", 60);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int THREADS = 16;
    private static final int DOCTORS = 40;
    private static final int SLOTS = 10;
    private static final int DAYS = RATE * (WARM_SECONDS + SECONDS) / DOCTORS / SLOTS;

    /** When a booking was asked for and when its transaction had committed, on the JVM's own clock. */
    private record Booked(UUID id, long asked, long committed) {}

    /** Runs without JUnit, for the benchmark. */
    static void main() throws Exception {
        new EventLatency().measure();
    }

    @Test
    void measure() throws Exception {
        try (var instance = Instance.on("latency" + UUID.randomUUID().toString().replace("-", ""));
                var events = new Arrivals(Topics.BOOKINGS)) {
            var booked = book(instance, asks(instance));
            await().atMost(PATIENCE).until(() -> booked.stream().allMatch(events::has));

            var counted = booked.subList(WARM_SECONDS * RATE, booked.size());
            System.out.printf(Locale.ROOT, "%n%d events at %.1f/s, ms until a consumer has the record:%n",
                    counted.size(), perSecond(counted));
            print("from the commit", counted.stream().mapToLong(each -> events.at(each) - each.committed()).toArray());
            print("from the request", counted.stream().mapToLong(each -> events.at(each) - each.asked()).toArray());
        }
    }

    private static double perSecond(List<Booked> booked) {
        var commits = booked.stream().mapToLong(Booked::committed).summaryStatistics();
        return (booked.size() - 1) * 1e9 / (commits.getMax() - commits.getMin());
    }

    private static List<Booked> book(Instance instance, List<ClaimRequest> asks) throws Exception {
        var bookSlot = instance.bean(BookSlot.class);
        var booked = new ArrayList<Future<Booked>>();
        try (var callers = Executors.newFixedThreadPool(THREADS)) {
            var begin = System.nanoTime();
            for (int i = 0; i < asks.size(); i++) {
                var ask = asks.get(i);
                sleepUntil(begin + i * TimeUnit.SECONDS.toNanos(1) / RATE);
                booked.add(callers.submit(() -> book(bookSlot, ask)));
            }
        }
        var done = new ArrayList<Booked>();
        for (var each : booked) {
            done.add(each.get());
        }
        return done;
    }

    private static Booked book(BookSlot bookSlot, ClaimRequest ask) {
        var asked = System.nanoTime();
        var request = new IdempotencyKey(ask.patient().value(), "/api/v1/bookings", null).on(ask);
        var once = bookSlot.book(ask, "a reason of usual length", Actor.SYSTEM, request);
        var committed = System.nanoTime();
        if (once instanceof First(BookingOutcome.Booked(var booking))) {
            return new Booked(booking.id(), asked, committed);
        }
        throw new AssertionError(once);
    }

    private static void sleepUntil(long nanos) {
        for (var left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%-18s p50 %6.1f   p90 %6.1f   p99 %6.1f   most %6.1f%n", what, at(nanos, 0.5),
                at(nanos, 0.9), at(nanos, 0.99), at(nanos, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)] / 1e6;
    }

    /** Every doctor has one patient, so that no two requests want the same slot. */
    private static List<ClaimRequest> asks(Instance instance) {
        var clinic = instance.clinic();
        var asks = new ArrayList<ClaimRequest>();
        for (int i = 0; i < DOCTORS; i++) {
            var doctor = clinic.doctor(CA);
            var patient = new PatientId(clinic.patient(CA).id());
            IntStream.range(2, 2 + DAYS)
                    .mapToObj(day -> clinic.day(doctor, day, SLOTS))
                    .flatMap(List::stream)
                    .forEach(slot -> asks.add(new ClaimRequest(slot, patient, null, Role.STAFF)));
        }
        Collections.shuffle(asks);
        return asks;
    }

    /** When each key's first record was there, as a consumer of Medislot's own kind sees it. */
    private static final class Arrivals implements AutoCloseable {

        private final Map<String, Long> arrived = new ConcurrentHashMap<>();
        private final Thread reader;
        private volatile boolean running = true;

        Arrivals(String topic) {
            reader = Thread.ofPlatform().start(() -> read(topic));
        }

        boolean has(Booked booked) {
            return arrived.containsKey(booked.id().toString());
        }

        long at(Booked booked) {
            return arrived.get(booked.id().toString());
        }

        private void read(String topic) {
            var settings = Infrastructure.shared().kafkaClient();
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                while (running && consumer.partitionsFor(topic).isEmpty()) {
                    Thread.onSpinWait();
                }
                var partitions = consumer.partitionsFor(topic)
                        .stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (running) {
                    var records = consumer.poll(Duration.ofMillis(100));
                    var now = System.nanoTime();
                    records.forEach(record -> arrived.putIfAbsent(record.key(), now));
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
}
