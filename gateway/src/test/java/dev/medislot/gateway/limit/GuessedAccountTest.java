package dev.medislot.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.gateway.limit.GuessedAccount.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuessedAccountTest {

    private static final Limits LIMITS = new Limits(new Limit(10, Duration.ofSeconds(30)),
            new Limit(50, Duration.ofSeconds(72)));
    private static final long START = Duration.ofDays(20_000).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private GuessedAccount account = GuessedAccount.UNKNOWN;

    /** Guesses as soon as it may, for three hours; each address once, or always one. Returns the times. */
    private List<Long> guess(boolean fromOne) {
        var times = new ArrayList<Long>();
        var now = START;
        for (var n = 0; now < START + 3 * HOUR; n++) {
            var address = fromOne ? "one" : "address" + n;
            account = account.at(now);
            now += account.wait(LIMITS, address, now).toNanos();
            account = account.at(now).tried(LIMITS, address, now);
            times.add(now);
        }
        return times;
    }

    private static void areAtMostInAnHour(List<Long> times, int max) {
        assertThat(times).allSatisfy(time -> assertThat(times).filteredOn(other -> other >= time && other - time < HOUR)
                .hasSizeLessThanOrEqualTo(max));
    }

    @Test
    void manyAddressesFailFewerThanAHundredTimesAnHour() {
        areAtMostInAnHour(guess(false), 50);
    }

    @Test
    void evenAHomeFailsAtMostAHundredTimesAnHour() {
        account = account.usedAt("one", START);

        areAtMostInAnHour(guess(true), 100);
    }

    @Test
    void delaysGrowToTwoMinutes() {
        var waits = new ArrayList<Long>();
        for (var n = 0; n < 20; n++) {
            waits.add(account.wait(LIMITS, "address" + n, START).toSeconds());
            account = account.tried(LIMITS, "address" + n, START);
        }
        assertThat(waits.subList(0, 10)).containsOnly(0L);
        assertThat(waits.subList(10, 20)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 120L, 120L, 120L);
    }

    @Test
    void aHomeIsNotDelayedByOthers() {
        account = account.usedAt("home", START);
        for (var n = 0; n < 20; n++) {
            account = account.tried(LIMITS, "address" + n, START);
        }
        assertThat(account.wait(LIMITS, "home", START)).isZero();
    }

    @Test
    void whatIsGivenBackLeavesNoTrace() {
        var tried = account.tried(LIMITS, "a", START).givenBack(LIMITS, "a").at(START + 1);

        assertThat(tried.hasNoFailure()).isTrue();
        for (var n = 0; n < 10; n++) {
            assertThat(tried.wait(LIMITS, "a", START)).isZero();
            tried = tried.tried(LIMITS, "a", START);
        }
        assertThat(tried.wait(LIMITS, "a", START)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void failuresAreForgottenAfterAnHour() {
        account = account.tried(LIMITS, "a", START);

        assertThat(account.at(START + HOUR).hasNoFailure()).isFalse();
        assertThat(account.at(START + HOUR + 1)).satisfies(later -> {
            assertThat(later.hasNoFailure()).isTrue();
            assertThat(later.from()).isEmpty();
        });
    }

    @Test
    void anAccountWithoutHomeStaysWhileFailuresCount() {
        account = account.tried(LIMITS, "a", START);

        assertThat(account.kept(LIMITS, START)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aSlowerLimitKeepsAnAccountForLonger() {
        var slow = new Limits(new Limit(10, Duration.ofSeconds(30)), new Limit(50, Duration.ofMinutes(3)));

        assertThat(account.tried(slow, "a", START).kept(slow, START)).isEqualTo(Duration.ofMinutes(150));
    }

    @Test
    void anAccountWithAHomeStaysFor90Days() {
        account = account.usedAt("old", START).usedAt("home", START + HOUR).tried(LIMITS, "a", START + 3 * HOUR);

        assertThat(account.kept(LIMITS, START + 3 * HOUR)).isEqualTo(GuessedAccount.HOME.minusHours(2));
    }

    @Test
    void tenHomesAreRemembered() {
        for (var n = 0; n < 12; n++) {
            account = account.usedAt("home" + n, START + n);
        }
        assertThat(account.homes()).hasSize(10).doesNotContainKeys("home0", "home1");
        assertThat(account.at(START + GuessedAccount.HOME.toNanos() + 5).homes()).hasSize(6);
    }
}
