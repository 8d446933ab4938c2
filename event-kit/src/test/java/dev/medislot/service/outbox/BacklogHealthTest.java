package dev.medislot.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class BacklogHealthTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private BacklogHealth health(Supplier<Backlog> table) {
        return new BacklogHealth("medislot.things", "Things", table, Duration.ofSeconds(30), meters);
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    @Test
    void anEntryThatWaitsTooLongDegradesTheHealth() {
        var health = health(() -> new Backlog(7, 30.0));
        assertThat(gauge("medislot.things.waiting")).isEqualTo(7);
        assertThat(gauge("medislot.things.oldest")).isEqualTo(30.0);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        assertThat(health(() -> new Backlog(1, 31)).health().getStatus().getCode()).isEqualTo("DEGRADED");
    }

    @Test
    void gaugesOfAnUnreadableTableAreNaN() {
        var health = health(() -> {
            throw new IllegalStateException("unreachable");
        });
        assertThat(gauge("medislot.things.waiting")).isNaN();
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void gaugesDoNotWaitForAHangingTable() {
        var answer = new CountDownLatch(1);
        var read = new AtomicInteger();
        var health = health(() -> {
            read.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Backlog(3, 1);
        });
        assertThat(gauge("medislot.things.waiting")).isNaN();
        assertThat(gauge("medislot.things.oldest")).isNaN();
        assertThat(read).as("one read at a time").hasValue(1);

        answer.countDown();
        await().until(() -> gauge("medislot.things.waiting") == 3);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
