package dev.medislot.booking.rush;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.Instance;
import dev.medislot.common.SlotId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RushTest {

    private static final Logger LOG = LoggerFactory.getLogger(RushTest.class);
    private static final int PATIENTS = 1_000;
    private static final int MAX_CLAIMS = 20;

    private static Instance one;
    private static Instance other;

    private record Try(String problem, long millis) {}

    @BeforeAll
    static void start() {
        one = Instance.on("rush");
        other = Instance.on("rush");
        await().until(() -> one.bean(SlotLocks.class).inUse() && other.bean(SlotLocks.class).inUse());
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void aRushHasOneWinnerAndSparesTheDatabase() throws Exception {
        var clinic = one.clinic();
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        rush(slots.get(0), 100); // warm
        double before = claims();

        rush(slots.get(1), PATIENTS);

        assertThat(claims() - before).isBetween(1.0, (double) MAX_CLAIMS);
    }

    @Test
    void whoComesAfterACancelIsNotToldOfThePast() {
        var clinic = one.clinic();
        var slot = clinic.day(clinic.doctor(CA), 4, 1).getFirst();

        for (int i = 0; i < 50; i++) {
            var here = (i % 2 == 0 ? one : other).address();
            var there = (i % 2 == 0 ? other : one).address();
            var patient = clinic.patient(CA);
            var booking = patient.at(here).book(slot);
            assertThat(booking.problem()).isEqualTo("ok");
            assertThat(clinic.patient(CA).at(there).book(slot).problem()).isEqualTo("slot-taken");
            assertThat(patient.at(there).cancel(booking.id()).problem()).isEqualTo("ok");
        }
    }

    private static void rush(SlotId slot, int size) throws Exception {
        var rivals = one.clinic().patients(size, CA);
        var tries = new ArrayList<Callable<Try>>();
        for (int i = 0; i < size; i++) {
            var rival = rivals.get(i).at(i % 2 == 0 ? one.address() : other.address());
            tries.add(() -> {
                long started = System.nanoTime();
                // a machine that is too slow for all of them answers some with 503, and those try again
                var answer = await().pollInSameThread()
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> rival.book(slot), tried -> !tried.problem().equals("unavailable"));
                return new Try(answer.problem(), (System.nanoTime() - started) / 1_000_000);
            });
        }
        var results = new ArrayList<Try>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(tries)) {
                results.add(each.get());
            }
        }
        assertThat(results).extracting(Try::problem).containsOnly("ok", "slot-taken").containsOnlyOnce("ok");
        var times = results.stream().map(Try::millis).sorted().toList();
        LOG.info("Rush of {}: p50 {} ms, p99 {} ms", size, times.get(size / 2), times.get(size * 99 / 100));
    }

    private static double claims() {
        return claims(one) + claims(other);
    }

    private static double claims(Instance instance) {
        return instance.bean(MeterRegistry.class).get("medislot.claims").counter().count();
    }
}
