package dev.medislot.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medislot.notification.ServiceTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class SendRateTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void nothingWasSentYet() {
        jdbc.sql("update mail_pace set next_at = '2000-01-01Z'").update();
    }

    @Test
    void noMoreThanAllowedGoInAMinute() {
        int mails = 0;
        for (var moment = NOW; moment.isBefore(NOW.plusSeconds(60)); moment = moment.plusMillis(100)) {
            while (sendRate(30, moment).take().isZero()) {
                mails++;
            }
        }
        assertThat(mails).isBetween(30, 31);
    }

    @Test
    void instancesShareThePace() throws Exception {
        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = instances.invokeAll(IntStream.range(0, 20)
                    .mapToObj(i -> (Callable<Duration>) () -> sendRate(120, NOW).take())
                    .toList());
            assertThat(taken).extracting(Future::get).filteredOn(Duration::isZero).hasSize(3);
        }
    }

    @Test
    void unusedPermissionGoesBack() {
        assertThat(sendRate(1, NOW).take()).isZero();
        assertThat(sendRate(1, NOW).take()).isPositive();
        sendRate(1, NOW).giveBack();
        assertThat(sendRate(1, NOW).take()).isZero();
    }

    @Test
    void restsGrowUpToTheLongest() {
        var settings = settings(0);
        assertThat(settings.untilRetry(1)).hasSeconds(1);
        assertThat(settings.untilRetry(4)).hasSeconds(8);
        assertThat(settings.untilRetry(1000)).hasMinutes(1);
        assertThat(settings.untilProbe(1)).hasSeconds(1);
        assertThat(settings.untilProbe(1000)).hasSeconds(5);
        assertThatIllegalArgumentException().isThrownBy(() -> settings(-1))
                .withMessageContaining("medislot.delivery.per-minute");
    }

    private SendRate sendRate(int perMinute, Instant now) {
        return new SendRate(jdbc, settings(perMinute), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static DeliveryProperties settings(int perMinute) {
        return new DeliveryProperties(2, Duration.ofSeconds(1), perMinute, Duration.ofSeconds(1), Duration.ofMinutes(1),
                Duration.ofSeconds(5), Duration.ofDays(3), Duration.ofMinutes(2));
    }
}
