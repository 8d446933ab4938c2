package dev.medislot.availability.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.UsState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlannedSlotTest {

    private static final Instant NINE = Instant.parse("2026-12-01T17:00:00Z");
    private static final long CA_AND_WY = UsState.CA.bit() | UsState.WY.bit();

    @Test
    void theSameSlotLosesNoState() {
        assertThat(slot(60, CA_AND_WY, false).statesLostTo(slot(60, CA_AND_WY, false))).isZero();
    }

    @Test
    void anEndedLicenseLosesItsState() {
        assertThat(slot(60, CA_AND_WY, false).statesLostTo(slot(60, UsState.WY.bit(), false)))
                .isEqualTo(UsState.CA.bit());
    }

    @Test
    void anotherLengthLosesAllStates() {
        assertThat(slot(60, CA_AND_WY, false).statesLostTo(slot(30, CA_AND_WY, false))).isEqualTo(CA_AND_WY);
    }

    @Test
    void timeOffLosesAllStates() {
        assertThat(slot(60, CA_AND_WY, false).statesLostTo(slot(60, CA_AND_WY, true))).isEqualTo(CA_AND_WY);
    }

    @Test
    void aRemovedSlotLosesAllStates() {
        assertThat(slot(60, CA_AND_WY, false).statesLostTo(null)).isEqualTo(CA_AND_WY);
    }

    @Test
    void timeOffHasNoStatesToLose() {
        assertThat(slot(60, CA_AND_WY, true).statesLostTo(null)).isZero();
    }

    @Test
    void aSlotTakesBookingsOfItsOwnTimeAndStatesOnly() {
        var slot = slot(60, CA_AND_WY, false);

        assertThat(slot.accommodates(booking(60, UsState.CA))).isTrue();
        assertThat(slot.accommodates(booking(30, UsState.CA))).isFalse();
        assertThat(slot.accommodates(booking(60, UsState.TX))).isFalse();
    }

    private static PlannedSlot slot(int minutes, long states, boolean timeOff) {
        return new PlannedSlot(NINE, NINE.plus(Duration.ofMinutes(minutes)), LocalDate.of(2026, 12, 1), states, timeOff,
                false);
    }

    private static LiveBooking booking(int minutes, UsState state) {
        return new LiveBooking(UUID.randomUUID(), true, NINE, NINE.plus(Duration.ofMinutes(minutes)), state);
    }
}
