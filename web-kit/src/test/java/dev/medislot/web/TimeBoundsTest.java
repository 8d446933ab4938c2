package dev.medislot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.web.problem.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeBoundsTest {

    @Test
    void aDateIsThatWholeDayInItsZone() {
        var denver = TimeBounds.in("America/Denver");

        assertThat(denver.from("2026-12-03")).isEqualTo("2026-12-03T07:00:00Z");
        assertThat(denver.to("2026-12-03")).isEqualTo("2026-12-04T07:00:00Z");
        assertThat(TimeBounds.in(null).to("2026-12-03")).isEqualTo("2026-12-04T00:00:00Z");
    }

    @Test
    void anInstantIsItself() {
        assertThat(TimeBounds.in("America/Denver").to("2026-12-03T10:00:00-05:00"))
                .isEqualTo(Instant.parse("2026-12-03T15:00:00Z"));
    }

    @Test
    void whatIsNoneOrOutOfReachIsRefused() {
        for (var text : List.of("soon", "", "2026-12", "+1000000000-12-31T23:59:59Z", "+1000000000-01-01T00:00:00Z",
                "+999999999-12-31", "-0001-01-01", "2026-12-01T10:00:00")) {
            assertThatExceptionOfType(Refused.class).as(text).isThrownBy(() -> TimeBounds.in(null).to(text));
        }
    }

    @Test
    void onlyZonesThatABodyMayNameAreTaken() {
        for (var zone : List.of("America/Denver", "UTC", "US/Pacific")) {
            assertThat(TimeBounds.in(zone).zone()).isEqualTo(ZoneId.of(zone));
        }
        for (var zone : List.of("Mars/Olympus", "SystemV/PST8PDT", "+02:00", "UTC+2", "Z", "")) {
            assertThatExceptionOfType(Refused.class).as(zone).isThrownBy(() -> TimeBounds.in(zone));
        }
    }
}
