package dev.medislot.service.password;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.medislot.web.problem.Refused;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HashingQueueTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @Test
    void fiftyFourRegistrationsHashTwoAtATime() throws Exception {
        var queue = new HashingQueue(2, 64, LONG);

        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> registration = () -> queue.run(this::hash);
            assertThat(people.invokeAll(nCopies(54, registration))).allSatisfy(it -> assertThat(it.get()).isPositive());
        }

        assertThat(mostAtOnce.get()).isBetween(1, 2);
    }

    @Test
    void aFullQueueRefusesAtOnce() throws Exception {
        var queue = new HashingQueue(1, 2, LONG);
        var end = new CountDownLatch(1);

        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var others = nCopies(3, (Callable<Integer>) () -> queue.run(() -> waitFor(end))).stream()
                    .map(people::submit)
                    .toList();
            await().untilAsserted(() -> assertThat(queue.places()).isZero());

            assertThatExceptionOfType(Refused.class).isThrownBy(() -> queue.run(this::hash))
                    .withMessageEndingWith("nothing was changed");

            end.countDown();
            assertThat(others).extracting(Future::get).containsOnly(1);
        }
        assertThat(queue.run(this::hash)).isPositive();
    }

    @Test
    void aTurnThatDoesNotComeIsRefused() throws Exception {
        var queue = new HashingQueue(1, 2, Duration.ZERO);
        var end = new CountDownLatch(1);

        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = people.submit(() -> queue.run(() -> waitFor(end)));
            await().untilAsserted(() -> assertThat(running).hasValue(1));

            assertThatExceptionOfType(Refused.class).isThrownBy(() -> queue.run(this::hash));
            assertThat(queue.runIfIdle(this::hash)).isEmpty();

            end.countDown();
            assertThat(other.get()).isOne();
        }
        assertThat(queue.runIfIdle(this::hash)).isPresent();
    }

    private int hash() {
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        for (int i = 0; i < 100; i++) {
            Thread.yield();
        }
        running.decrementAndGet();
        return 1;
    }

    private int waitFor(CountDownLatch end) {
        running.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            running.decrementAndGet();
        }
        return 1;
    }
}
