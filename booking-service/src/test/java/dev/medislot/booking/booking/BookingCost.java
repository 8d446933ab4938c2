package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.Instance;
import dev.medislot.booking.booking.BookingOutcome.Booked;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.event.Actor;
import dev.medislot.infra.Infrastructure;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.Once.First;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The cost of lock and constraints per booking, in CPU time of each process. Not part of the tests: run it by name, as
 * {@code docs/booking-cost.md} says.
 */
class BookingCost {

    private static final int THREADS = 8;
    private static final int DOCTORS = 40;
    private static final int DAYS = 10;
    private static final int SLOTS = 10;
    private static final int BOOKINGS = DOCTORS * DAYS * SLOTS;

    private static final int ROUNDS = 5;

    private record Cpu(Duration jvm, Duration postgres, Duration redis) {

        Cost per(int operations, Cpu before) {
            return new Cost(micros(jvm.minus(before.jvm), operations),
                    micros(postgres.minus(before.postgres), operations), micros(redis.minus(before.redis), operations));
        }

        private static long micros(Duration cpu, int operations) {
            return cpu.dividedBy(operations).toNanos() / 1_000;
        }
    }

    /** The CPU time of one operation, in µs. */
    private record Cost(long jvm, long postgres, long redis) {}

    private interface Way {
        Cost measured() throws Exception;
    }

    @FunctionalInterface
    private interface Locking {
        void run(int slot) throws InterruptedException;
    }

    private final RedissonClient redis = redisson();

    /** In rounds, so that no way is always the first and the coldest; the first round does not count. */
    @Test
    void measure() throws Exception {
        var away = "medislot.redis.url=redis://127.0.0.1:1";
        var ways = new LinkedHashMap<String, Way>();
        ways.put("lock, unique index, exclusion constraints", () -> bookings(true));
        ways.put("no lock", () -> bookings(true, away));
        ways.put("no lock, unique index alone", () -> bookings(false, away));
        ways.put("Redisson RLock: tryLock with a lease, unlock", () -> locks(i -> {
            var lock = redis.getLock("cost:rlock:" + i);
            assertThat(lock.tryLock(0, 2, TimeUnit.SECONDS)).isTrue();
            lock.unlock();
        }));
        ways.put("SET NX with a lease, then a mark nobody waits for", () -> locks(i -> {
            var key = redis.<String>getBucket("cost:setnx:" + i, StringCodec.INSTANCE);
            assertThat(key.setIfAbsent("token", Duration.ofSeconds(2))).isTrue();
            key.setAsync("taken", Duration.ofSeconds(10));
        }));
        var costs = new LinkedHashMap<String, List<Cost>>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var way : ways.entrySet()) {
                var cost = way.getValue().measured();
                if (round > 0) {
                    costs.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add(cost);
                }
            }
        }
        System.out.printf("%nCPU µs per operation, median of %d rounds (least to most):%n", ROUNDS - 1);
        costs.forEach((way, measured) -> System.out.printf(Locale.ROOT, "%-50s JVM %s   PostgreSQL %s   Redis %s%n",
                way, spread(measured, Cost::jvm), spread(measured, Cost::postgres), spread(measured, Cost::redis)));
        redis.shutdown();
    }

    private static String spread(List<Cost> measured, ToLongFunction<Cost> part) {
        var sorted = measured.stream().mapToLong(part).sorted().toArray();
        return "%5d (%d to %d)".formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    private Cost bookings(boolean constrained, String... settings) throws Exception {
        try (var instance = Instance.on("cost" + UUID.randomUUID().toString().replace("-", ""), settings)) {
            var jdbc = instance.bean(JdbcClient.class);
            if (!constrained) {
                jdbc.sql("alter table booking drop constraint doctor_sees_one_patient_at_a_time").update();
                jdbc.sql("alter table booking drop constraint patient_is_at_one_visit_at_a_time").update();
            }
            if (settings.length == 0) {
                await().until(() -> health(instance).equals("UP"));
            }
            var asks = asks(instance);
            var warm = asks.subList(0, BOOKINGS / 2);
            book(instance, warm);
            settle(jdbc);

            var before = cpu(jdbc);
            book(instance, asks.subList(BOOKINGS / 2, BOOKINGS));
            settle(jdbc);
            return cpu(jdbc).per(BOOKINGS / 2, before);
        }
    }

    private static void book(Instance instance, List<ClaimRequest> asks) throws Exception {
        var bookSlot = instance.bean(BookSlot.class);
        var queue = new ConcurrentLinkedQueue<>(asks);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var work = Collections.nCopies(THREADS, (Callable<Void>) () -> {
                for (var ask = queue.poll(); ask != null; ask = queue.poll()) {
                    var request = new IdempotencyKey(ask.patient().value(), "/api/v1/bookings", null).on(ask);
                    assertThat(bookSlot.book(ask, "a reason of usual length", Actor.SYSTEM, request))
                            .matches(once -> once instanceof First(Booked _));
                }
                return null;
            });
            for (var worker : threads.invokeAll(work)) {
                worker.get();
            }
        }
    }

    /** Every doctor has one patient, so that no two requests want the same slot. */
    private static List<ClaimRequest> asks(Instance instance) {
        var clinic = instance.clinic();
        var asks = new ArrayList<ClaimRequest>();
        for (int i = 0; i < DOCTORS; i++) {
            var doctor = clinic.doctor(CA);
            var patient = new PatientId(clinic.patient(CA).id());
            for (int day = 2; day < 2 + DAYS; day++) {
                clinic.day(doctor, day, SLOTS)
                        .forEach(slot -> asks.add(new ClaimRequest(slot, patient, null, Role.STAFF)));
            }
        }
        Collections.shuffle(asks);
        return asks;
    }

    private Cost locks(Locking lock) throws InterruptedException {
        for (int i = 0; i < BOOKINGS / 2; i++) {
            lock.run(-i - 1);
        }
        var before = cpu(null);
        for (int i = 0; i < BOOKINGS / 2; i++) {
            lock.run(i);
        }
        return cpu(null).per(BOOKINGS / 2, before);
    }

    /** The outbox is part of a booking's cost: wait until it is empty. */
    private static void settle(JdbcClient jdbc) {
        await().until(() -> !jdbc.sql("select exists (select 1 from outbox)").query(Boolean.class).single());
    }

    private Cpu cpu(@Nullable JdbcClient jdbc) {
        var postgres = jdbc == null ? Duration.ZERO
                : ProcessHandle.of(jdbc.sql("select pg_backend_pid()").query(Long.class).single())
                        .orElseThrow()
                        .parent()
                        .orElseThrow()
                        .children()
                        .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus);
        return new Cpu(ProcessHandle.current().info().totalCpuDuration().orElseThrow(), postgres, redisCpu());
    }

    private Duration redisCpu() {
        var seconds = redis.getRedisNodes(RedisNodes.SINGLE)
                .getInstance()
                .info(RedisNode.InfoSection.CPU)
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().equals("used_cpu_user") || entry.getKey().equals("used_cpu_sys"))
                .mapToDouble(entry -> Double.parseDouble(entry.getValue()))
                .sum();
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static RedissonClient redisson() {
        var config = new Config();
        config.useSingleServer().setAddress(Infrastructure.shared().redisUrl());
        return Redisson.create(config);
    }

    private static String health(Instance instance) {
        return instance.context().getBean("redis", HealthIndicator.class).health().getStatus().getCode();
    }
}
