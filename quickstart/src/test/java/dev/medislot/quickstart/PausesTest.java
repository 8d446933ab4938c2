package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PausesTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-12-01T16:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Pauses pauses = new Pauses(clock);

    @Test
    void thePauseGrowsWhileAPartKeepsEnding() {
        var seconds = Stream.generate(() -> pauses.next("kafka").toSeconds()).limit(8);

        assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 8L, 15L, 15L, 15L);
    }

    @Test
    void eachPartHasItsOwnPauses() {
        pauses.next("kafka");
        pauses.next("kafka");

        assertThat(pauses.next("redis")).isZero();
    }

    @Test
    void aPartThatRanForAWhileStartsAgainAtOnce() {
        pauses.next("kafka");
        pauses.next("kafka");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)).plusMillis(1));

        assertThat(pauses.next("kafka")).isZero();
    }
}
