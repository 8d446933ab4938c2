package dev.medislot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final TokenBuckets buckets = new TokenBuckets(new Limit(3, SECOND), nanos::get);

    @Test
    void aBurstIsLetThroughAndThenNoMore() {
        assertThat(IntStream.range(0, 3).mapToObj(_ -> buckets.take("a"))).containsOnly(Duration.ZERO);

        assertThat(buckets.take("a")).isEqualTo(SECOND);
        assertThat(buckets.take("b")).isZero();
    }

    @Test
    void timeGivesBackOneByOne() {
        IntStream.range(0, 3).forEach(_ -> buckets.take("a"));
        pass(SECOND.minusMillis(1));
        assertThat(buckets.take("a")).isEqualTo(Duration.ofMillis(1));

        pass(Duration.ofMillis(1));
        assertThat(buckets.take("a")).isZero();
        assertThat(buckets.take("a")).isEqualTo(SECOND);
    }

    @Test
    void restNeverSavesUpMoreThanABurst() {
        pass(Duration.ofDays(9));

        assertThat(IntStream.range(0, 3).mapToObj(_ -> buckets.take("a"))).containsOnly(Duration.ZERO);
        assertThat(buckets.take("a")).isPositive();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        IntStream.range(0, 3).forEach(_ -> buckets.take("a"));
        buckets.giveBack("a");

        assertThat(buckets.take("a")).isZero();
        assertThat(buckets.take("a")).isPositive();
    }

    @Test
    void manyAtOnceGetNoMoreThanTheBurst() throws Exception {
        var wide = new TokenBuckets(new Limit(50, SECOND), nanos::get);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waits = callers.invokeAll(
                    IntStream.range(0, 500).<Callable<Duration>>mapToObj(_ -> () -> wide.take("a")).toList());

            var passed = 0;
            for (var wait : waits) {
                passed += wait.get().isZero() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(50);
        }
    }

    @Test
    void limitsThatLimitNothingAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limit(0, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limit(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limit(Integer.MAX_VALUE, Duration.ofDays(1)));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
