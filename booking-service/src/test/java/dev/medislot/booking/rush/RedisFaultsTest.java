package dev.medislot.booking.rush;

import static dev.medislot.common.UsState.CA;
import static dev.medislot.common.UsState.NV;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.Instance;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.SlotId;
import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;

@BookingTest
class RedisFaultsTest {

    /** The longest time of a booking while Redis fails, on a busy machine; waiting for 2 s answers would exceed it. */
    private static final Duration BEARABLE = Duration.ofMillis(1_900);
    /** The number of failed commands about slots before Redis is left out, regardless of earlier successes. */
    private static final int UNTIL_NOTICED = 20;

    @Autowired
    StoredClinic clinic;

    @Autowired
    SlotLocks locks;

    @Autowired
    RedissonClient redis;

    @BeforeEach
    void redisIsThere() {
        await().until(locks::inUse);
        // reads the API description now, not in the first call that a test measures
        clinic.nobody().get("/clinic").isOk();
    }

    @Test
    void aServiceWhoseRedisWasNeverThereStartsAndBooks() throws Exception {
        try (var lonely = Instance.on("lonely", "medislot.redis.url=redis://127.0.0.1:1")) {
            var slots = lonely.clinic().day(lonely.clinic().doctor(CA), 3, 5);

            slots.forEach(slot -> bookWithinBearableTime(lonely.clinic(), slot));
            oneOfManyWins(lonely.clinic(), lonely.clinic().day(lonely.clinic().doctor(CA), 4, 1).getFirst());

            assertThat(lonely.bean(SlotLocks.class).inUse()).isFalse();
            assertThat(health(lonely, "")).contains("\"status\":\"DEGRADED\"");
            assertThat(health(lonely, "/readiness")).contains("\"status\":\"UP\"");
        }
    }

    @Test
    void nobodyNoticesThatRedisDiesAndComesBack() throws Exception {
        var slots = clinic.day(clinic.doctor(CA), 3, 9);
        bookWithinBearableTime(clinic, slots.get(0));

        Infrastructure.shared().stopRedis();
        try {
            slots.subList(1, 8).forEach(slot -> bookWithinBearableTime(clinic, slot));
            oneOfManyWins(clinic, clinic.day(clinic.doctor(CA), 4, 1).getFirst());
            await().until(() -> !locks.inUse());
        } finally {
            Infrastructure.shared().startRedis();
        }

        await().until(locks::inUse);
        bookWithinBearableTime(clinic, slots.get(8));
    }

    @Test
    void anAnswerThatTakesTwoSecondsIsNotWaitedFor() throws Exception {
        var redisUrl = URI.create(Infrastructure.shared().redisUrl());
        var password = redisUrl.getUserInfo().substring(1);
        try (var proxy = new SlowProxy(redisUrl, "medislot:slot:");
                var instance = Instance.on("slow", "medislot.redis.url=redis://127.0.0.1:" + proxy.port(),
                        "medislot.redis.password=" + password)) {
            var slow = instance.bean(SlotLocks.class);
            var slots = instance.clinic().day(instance.clinic().doctor(CA), 3, 9);
            await().until(slow::inUse);
            bookWithinBearableTime(instance.clinic(), slots.get(0));
            int before = proxy.asked();
            assertThat(before).isPositive();

            proxy.delay(Duration.ofSeconds(2));
            var ahead = slots.subList(1, 8).iterator();
            while (slow.inUse()) {
                bookWithinBearableTime(instance.clinic(), ahead.next());
            }
            int noticed = proxy.asked();
            assertThat(noticed - before).isLessThanOrEqualTo(UNTIL_NOTICED);
            ahead.forEachRemaining(slot -> bookWithinBearableTime(instance.clinic(), slot));
            oneOfManyWins(instance.clinic(), instance.clinic().day(instance.clinic().doctor(CA), 4, 1).getFirst());
            assertThat(proxy.asked()).as("nobody asks what does not answer").isEqualTo(noticed);

            proxy.delay(Duration.ZERO);
            await().until(slow::inUse);
            bookWithinBearableTime(instance.clinic(), slots.get(8));
        }
    }

    @Test
    void aReplicaThatRefusesWritesIsLeftOut() throws Exception {
        var slots = clinic.day(clinic.doctor(CA), 3, 9);
        bookWithinBearableTime(clinic, slots.get(0));

        command("REPLICAOF 127.0.0.1 1");
        try {
            slots.subList(1, 8).forEach(slot -> bookWithinBearableTime(clinic, slot));
            oneOfManyWins(clinic, clinic.day(clinic.doctor(CA), 4, 1).getFirst());
            await().during(Duration.ofSeconds(3)).until(() -> !locks.inUse());
        } finally {
            command("REPLICAOF NO ONE");
        }

        await().until(locks::inUse);
        bookWithinBearableTime(clinic, slots.get(8));
    }

    private static void command(String command) throws IOException {
        var address = URI.create(Infrastructure.shared().redisUrl());
        var login = "AUTH " + address.getUserInfo().substring(1);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write("%s\r\n%s\r\n".formatted(login, command).getBytes(US_ASCII));
            assertThat(socket.getInputStream().readNBytes(10)).asString(US_ASCII).isEqualTo("+OK\r\n+OK\r\n");
        }
    }

    @Test
    void lostLocksAndMarksCostNobodyASlot() throws Exception {
        var slots = clinic.day(clinic.doctor(CA), 3, 3);
        try (var thread = Executors.newSingleThreadExecutor()) {
            var loss = thread.submit(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    redis.getKeys().flushall();
                }
            });
            for (var slot : slots) {
                oneOfManyWins(clinic, slot);
            }
            loss.cancel(true);
        }
    }

    @Test
    void aDeadHoldersLockDelaysForTwoSecondsAtMost() {
        var slots = clinic.day(clinic.doctor(CA), 3, 5);
        isBooked(slots.getFirst()); // warm
        var ordinary = slots.subList(1, 4)
                .stream()
                .map(slot -> timed(() -> isBooked(slot)))
                .max(naturalOrder())
                .orElseThrow();
        heldByTheDead(slots.get(4));

        var delayed = timed(() -> isBooked(slots.get(4)));

        assertThat(delayed.minus(ordinary)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void queuedRequestsWaitOnceForADeadHolder() throws Exception {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var ordinary = longestOfTen(slots.get(0));
        heldByTheDead(slots.get(1));

        var delayed = longestOfTen(slots.get(1));

        assertThat(delayed).isGreaterThan(Duration.ofSeconds(1));
        assertThat(delayed.minus(ordinary)).isLessThan(Duration.ofSeconds(5));
    }

    private Duration longestOfTen(SlotId slot) throws Exception {
        List<Callable<Duration>> tries = clinic.patients(10, NV)
                .stream()
                .<Callable<Duration>>map(patient -> () -> timed(
                        () -> assertThat(patient.book(slot).problem()).isEqualTo("not-licensed")))
                .toList();
        var longest = Duration.ZERO;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var took : threads.invokeAll(tries)) {
                longest = Collections.max(List.of(longest, took.get()));
            }
        }
        return longest;
    }

    @Test
    void settingsThatProlongADeadHoldersLockAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new LockSettings(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("medislot.redis.lease")
                .withMessageContaining("2s");
    }

    @Test
    void aMarkThatLiesIsLookedThrough() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        redis.<String>getBucket("medislot:slot:" + slot, StringCodec.INSTANCE).set("taken", Duration.ofHours(1));

        assertThat(clinic.patient(CA).book(slot).problem()).isEqualTo("ok");
    }

    /** A lock without a live holder, whose lease does not end during the test. */
    private void heldByTheDead(SlotId slot) {
        redis.<String>getBucket("medislot:slot:" + slot, StringCodec.INSTANCE)
                .set("somebody who died", Duration.ofHours(1));
    }

    private void isBooked(SlotId slot) {
        assertThat(clinic.patient(CA).book(slot).problem()).isEqualTo("ok");
    }

    private static Duration timed(Runnable act) {
        long started = System.nanoTime();
        act.run();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static void bookWithinBearableTime(StoredClinic clinic, SlotId slot) {
        var patient = clinic.patient(CA);
        long started = System.nanoTime();
        assertThat(patient.book(slot).problem()).isEqualTo("ok");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(BEARABLE);
    }

    private static void oneOfManyWins(StoredClinic clinic, SlotId slot) throws Exception {
        List<Callable<Answer>> tries = clinic.patients(40, CA)
                .stream()
                .<Callable<Answer>>map(rival -> () -> rival.book(slot))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(tries)).extracting(Future::get)
                    .extracting(Answer::problem)
                    .containsOnly("ok", "slot-taken")
                    .containsOnlyOnce("ok");
        }
    }

    private static String health(Instance instance, String group) {
        return Api.at(instance.managementAddress()).get("/actuator/health" + group).text();
    }
}
