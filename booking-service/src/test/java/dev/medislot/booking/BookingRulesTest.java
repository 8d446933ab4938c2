package dev.medislot.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medislot.booking.BookingRules.Unconfirmed;
import dev.medislot.common.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BookingRulesTest {

    private static final Unconfirmed UNCONFIRMED = new Unconfirmed(1, 2);
    private static final Instant START = Instant.parse("2027-03-01T15:00:00Z");
    private static final Instant CUT_OFF = START.minus(Duration.ofHours(2));
    private static final Instant LONG_AGO = START.minus(Duration.ofDays(30));

    private final BookingRules rules = new BookingRules(Duration.ofMinutes(5), 3, Duration.ofHours(2), Duration.ZERO,
            20, Duration.ofDays(1), Duration.ofMinutes(10), UNCONFIRMED, Duration.ofMinutes(5), 10);

    @Test
    void patientsMayChangeUntilTheCutOff() {
        assertThat(rules.isPastCutOff(Role.PATIENT, START, LONG_AGO, CUT_OFF)).isFalse();
        assertThat(rules.isPastCutOff(Role.PATIENT, START, LONG_AGO, CUT_OFF.plusMillis(1))).isTrue();
    }

    @Test
    void staffAndDoctorsKnowNoCutOff() {
        assertThat(rules.isPastCutOff(Role.STAFF, START, LONG_AGO, START)).isFalse();
        assertThat(rules.isPastCutOff(Role.DOCTOR, START, LONG_AGO, START)).isFalse();
    }

    @Test
    void aNewBookingIsUndoneInsideTheCutOff() {
        var made = START.minus(Duration.ofMinutes(45));
        var last = made.plus(Duration.ofMinutes(10));

        assertThat(rules.changeableUntil(START, made, made)).isEqualTo(last);
        assertThat(rules.isPastCutOff(Role.PATIENT, START, made, last)).isFalse();
        assertThat(rules.isPastCutOff(Role.PATIENT, START, made, last.plusNanos(1))).isTrue();
    }

    @Test
    void theUndoPeriodEndsWhenTheVisitStarts() {
        var made = START.minus(Duration.ofMinutes(4));

        assertThat(rules.changeableUntil(START, made, made)).isEqualTo(START);
        assertThat(rules.isPastCutOff(Role.PATIENT, START, made, START.minusNanos(1))).isFalse();
        assertThat(rules.isPastCutOff(Role.PATIENT, START, made, START)).isTrue();
        assertThat(rules.changeableUntil(START, made, START)).isNull();
    }

    @Test
    void theLaterOfCutOffAndUndoPeriodCounts() {
        assertThat(rules.changeableUntil(START, LONG_AGO, LONG_AGO)).isEqualTo(CUT_OFF);
        assertThat(rules.changeableUntil(START, CUT_OFF.minus(Duration.ofMinutes(3)), CUT_OFF))
                .isEqualTo(CUT_OFF.plus(Duration.ofMinutes(7)));
    }

    @Test
    void withoutAnUndoPeriodTheCutOffIsStrict() {
        var strict = new BookingRules(Duration.ofMinutes(5), 3, Duration.ofHours(2), Duration.ZERO, 20,
                Duration.ofDays(1), Duration.ZERO, UNCONFIRMED, Duration.ofMinutes(5), 10);
        var made = START.minus(Duration.ofMinutes(45));

        assertThat(strict.changeableUntil(START, made, made)).isEqualTo(CUT_OFF);
        assertThat(strict.isPastCutOff(Role.PATIENT, START, made, made)).isTrue();
    }

    @Test
    void aNegativeUndoPeriodIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new BookingRules(Duration.ofMinutes(5), 3, Duration.ofHours(2), Duration.ZERO, 20,
                Duration.ofDays(1), Duration.ofMinutes(-1), UNCONFIRMED, Duration.ofMinutes(5), 10))
                        .hasMessage("medislot.undo-period must not be negative");
    }
}
