package dev.medislot.availability.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 12, 1);

    @Test
    void aNightGoesOnUntilTheDateAfterItsLast() {
        var night = lastOnTuesday("22:00", "06:00");

        assertThat(night.earliest(TUESDAY.plusDays(1))).isEqualTo(TUESDAY);
        assertThat(night.hasEnded(TUESDAY)).isFalse();
        assertThat(night.hasEnded(TUESDAY.plusDays(1))).isFalse();
        assertThat(night.hasEnded(TUESDAY.plusDays(2))).isTrue();
    }

    @Test
    void aWindowOfOneDateEndsWithIt() {
        var window = lastOnTuesday("09:00", "24:00");

        assertThat(window.earliest(TUESDAY)).isEqualTo(TUESDAY);
        assertThat(window.hasEnded(TUESDAY)).isFalse();
        assertThat(window.hasEnded(TUESDAY.plusDays(1))).isTrue();
    }

    private static Window lastOnTuesday(String start, String end) {
        return new Window(true, TUESDAY.minusDays(7), TUESDAY, TimeOfDay.parse(start), TimeOfDay.parse(end));
    }
}
