package dev.medislot.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger turns = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Workers workers = restingUntilWoken();

    private Workers restingUntilWoken() {
        return new Workers("worker", 1, () -> {
            while (workers.areRunning()) {
                turns.incrementAndGet();
                workers.restUntilWoken(LONG);
            }
            ended.countDown();
        });
    }

    @AfterEach
    void end() {
        workers.stopNow(LONG);
    }

    @Test
    void aWakeUpEndsARest() {
        workers.start();
        await().untilAtomic(turns, turn -> assertThat(turn).isEqualTo(1));

        workers.wake();

        await().untilAtomic(turns, turn -> assertThat(turn).isEqualTo(2));
    }

    @Test
    void aStopEndsARestAndIsNotForGood() throws InterruptedException {
        workers.start();
        await().untilAtomic(turns, turn -> assertThat(turn).isEqualTo(1));

        workers.stop(LONG);

        assertThat(workers.areRunning()).isFalse();
        ended.await();
        workers.start();
        await().untilAtomic(turns, turn -> assertThat(turn).isGreaterThan(1));
    }

    @Test
    void aStopLetsAWorkerFinish() throws InterruptedException {
        var busy = new CountDownLatch(1);
        workers = new Workers("worker", 1, () -> {
            busy.countDown();
            workers.rest(Duration.ofMillis(50));
            ended.countDown();
        });
        workers.start();
        busy.await();

        workers.stop(LONG);

        assertThat(ended.getCount()).isZero();
    }

    @Test
    void onlyAnInterruptEndsARestThatIsNotForWakeUps() throws InterruptedException {
        var resting = new CountDownLatch(1);
        workers = new Workers("worker", 1, () -> {
            try {
                resting.countDown();
                workers.rest(LONG);
            } finally {
                ended.countDown();
            }
        });
        workers.start();
        resting.await();

        workers.wake();
        assertThat(ended.getCount()).isOne();

        workers.stopNow(LONG);
        assertThat(ended.getCount()).isZero();
    }
}
