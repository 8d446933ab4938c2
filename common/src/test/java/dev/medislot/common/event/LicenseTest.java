package dev.medislot.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged.License;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LicenseTest {

    private static final LocalDate FROM = LocalDate.of(2026, 3, 1);
    private static final LocalDate UNTIL = LocalDate.of(2026, 9, 30);
    private static final License CALIFORNIA = new License(UsState.CA, FROM, UNTIL);

    @Test
    void permitsItsFirstAndItsLastDay() {
        assertThat(CALIFORNIA.permits(UsState.CA, FROM)).isTrue();
        assertThat(CALIFORNIA.permits(UsState.CA, UNTIL)).isTrue();
    }

    @Test
    void refusesTheDayBeforeAndTheDayAfter() {
        assertThat(CALIFORNIA.permits(UsState.CA, FROM.minusDays(1))).isFalse();
        assertThat(CALIFORNIA.permits(UsState.CA, UNTIL.plusDays(1))).isFalse();
    }

    @Test
    void refusesAnotherState() {
        assertThat(CALIFORNIA.permits(UsState.NV, FROM)).isFalse();
    }

    @Test
    void withoutAnEndItStaysValid() {
        assertThat(new License(UsState.CA, FROM, null).permits(UsState.CA, FROM.plusYears(50))).isTrue();
    }
}
