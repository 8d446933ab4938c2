package dev.medislot.gateway.route;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.gateway.RunningGateway;
import dev.medislot.gateway.StubService;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ServiceBulkheadTest {

    @Test
    void requestsOverTheLimitWaitTheirTurn() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var open = new CountDownLatch(1);
        try (var booking = new StubService("booking");
                var gateway = RunningGateway.with("medislot.gateway.booking.url=" + booking.url(),
                        "medislot.gateway.at-once=2");
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            booking.answers(exchange -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                awaitQuietly(open);
                inside.decrementAndGet();
                StubService.say(exchange, 200, "application/json", "{}");
            });
            var answers = nCopies(10, (Callable<Integer>) () -> gateway.send("GET", "/api/v1/bookings", "").status())
                    .stream()
                    .map(callers::submit)
                    .toList();
            await().until(() -> inside.get() == 2);
            open.countDown();

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
            assertThat(most).hasValue(2);
        }
    }

    @Test
    void whoWaitsTooLongIsToldToComeAgain() throws Exception {
        var open = new CountDownLatch(1);
        try (var booking = new StubService("booking");
                var gateway = RunningGateway.with("medislot.gateway.booking.url=" + booking.url(),
                        "medislot.gateway.at-once=1", "medislot.gateway.read-timeout=500ms");
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var reached = new CountDownLatch(1);
            hangs(booking, reached, open);
            var first = callers.submit(() -> gateway.send("GET", "/api/v1/bookings", "").status());
            reached.await();

            var answers = nCopies(4, (Callable<Integer>) () -> gateway.send("GET", "/api/v1/bookings", "").status())
                    .stream()
                    .map(callers::submit)
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(503);
            }
            assertThat(first.get()).isEqualTo(503);
            open.countDown();
        }
    }

    @Test
    void aServiceThatHangsHoldsUpNoOther() throws Exception {
        var open = new CountDownLatch(1);
        try (var booking = new StubService("booking");
                var availability = new StubService("availability");
                var gateway = RunningGateway.with("medislot.gateway.booking.url=" + booking.url(),
                        "medislot.gateway.availability.url=" + availability.url(), "medislot.gateway.at-once=1");
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var reached = new CountDownLatch(1);
            hangs(booking, reached, open);
            var hanging = callers.submit(() -> gateway.send("GET", "/api/v1/bookings", "").status());
            reached.await();

            assertThat(gateway.get("/api/v1/slots").status()).isEqualTo(200);
            open.countDown();
            assertThat(hanging.get()).isEqualTo(200);
        }
    }

    private static void hangs(StubService service, CountDownLatch reached, CountDownLatch open) {
        service.answers(exchange -> {
            reached.countDown();
            awaitQuietly(open);
            StubService.say(exchange, 200, "application/json", "{}");
        });
    }

    private static void awaitQuietly(CountDownLatch open) {
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
