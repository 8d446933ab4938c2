package dev.medislot.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BookingRulesTest {

    private static final Instant START = Instant.parse("2027-03-01T15:00:00Z");
    private static final Instant CUT_OFF = START.minus(Duration.ofHours(2));

    private final BookingRules rules = new BookingRules(Duration.ofMinutes(5), 3, Duration.ofHours(2), Duration.ZERO,
            20, Duration.ofDays(1));

    @Test
    void patientsMayChangeUntilTheCutOff() {
        assertThat(rules.isPastCutOff(Role.PATIENT, START, CUT_OFF)).isFalse();
        assertThat(rules.isPastCutOff(Role.PATIENT, START, CUT_OFF.plusMillis(1))).isTrue();
    }

    @Test
    void staffAndDoctorsKnowNoCutOff() {
        assertThat(rules.isPastCutOff(Role.STAFF, START, START)).isFalse();
        assertThat(rules.isPastCutOff(Role.DOCTOR, START, START)).isFalse();
    }
}
