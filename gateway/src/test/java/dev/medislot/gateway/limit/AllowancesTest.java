package dev.medislot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowancesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Allowances allowances = new Allowances(new Limit(3, SECOND), nanos::get);

    @Test
    void aBurstIsLetThroughAndThenNoMore() {
        assertThat(IntStream.range(0, 3).mapToObj(_ -> allowances.take("a"))).containsOnly(Duration.ZERO);

        assertThat(allowances.take("a")).isEqualTo(SECOND);
        assertThat(allowances.take("b")).isZero();
    }

    @Test
    void timeGivesBackOneByOne() {
        IntStream.range(0, 3).forEach(_ -> allowances.take("a"));
        pass(SECOND.minusMillis(1));
        assertThat(allowances.take("a")).isEqualTo(Duration.ofMillis(1));

        pass(Duration.ofMillis(1));
        assertThat(allowances.untilNext("a")).isZero();
        assertThat(allowances.take("a")).isZero();
        assertThat(allowances.take("a")).isEqualTo(SECOND);
    }

    @Test
    void restNeverSavesUpMoreThanABurst() {
        pass(Duration.ofDays(9));

        assertThat(IntStream.range(0, 3).mapToObj(_ -> allowances.take("a"))).containsOnly(Duration.ZERO);
        assertThat(allowances.take("a")).isPositive();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        IntStream.range(0, 3).forEach(_ -> allowances.take("a"));
        allowances.giveBack("a");

        assertThat(allowances.take("a")).isZero();
        assertThat(allowances.take("a")).isPositive();
    }

    @Test
    void manyAtOnceGetNoMoreThanTheBurst() throws Exception {
        var wide = new Allowances(new Limit(50, SECOND), nanos::get);
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
