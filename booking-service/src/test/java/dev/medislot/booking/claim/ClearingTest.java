package dev.medislot.booking.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.claim.Claim.PatientBusy;
import dev.medislot.booking.claim.Claim.SlotTaken;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClearingTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Instant LIVE = NOW.plusNanos(1);

    private final DoctorId doctor = new DoctorId(UUID.randomUUID());
    private final SlotId slot = new SlotId(doctor, NOW.plus(Duration.ofHours(3)));
    private final SlotId nextSlot = new SlotId(doctor, NOW.plus(Duration.ofHours(4)));
    private final PatientId patient = new PatientId(UUID.randomUUID());
    private final PatientId other = new PatientId(UUID.randomUUID());

    @Test
    void nothingInTheWayIsNoRefusal() {
        assertThat(clearing()).isEqualTo(new Clearing(List.of(), List.of(), null));
    }

    @Test
    void expiredHoldsEndWhoeverHadThem() {
        var others = obstacle(other, NOW);
        var own = obstacle(patient, NOW);

        assertThat(clearing(others, own)).isEqualTo(new Clearing(List.of(others, own), List.of(), null));
    }

    @Test
    void anOwnHoldIsReleased() {
        var own = obstacle(patient, LIVE);

        assertThat(clearing(own)).isEqualTo(new Clearing(List.of(), List.of(own), null));
    }

    @Test
    void aBookingOrHoldOfAnotherTakesTheSlot() {
        assertThat(clearing(obstacle(other, null)).refusal()).isEqualTo(new SlotTaken(other, null));
        assertThat(clearing(obstacle(other, LIVE)).refusal()).isEqualTo(new SlotTaken(other, null));
    }

    @Test
    void anOwnBookingMakesThePatientBusy() {
        var same = obstacle(patient, null);
        var overlapping = new Obstacle(UUID.randomUUID(), patient, nextSlot, null, 0);

        assertThat(clearing(same).refusal()).isEqualTo(new PatientBusy(same.id(), true));
        assertThat(clearing(overlapping).refusal()).isEqualTo(new PatientBusy(overlapping.id(), false));
        assertThat(clearing(same, overlapping).refusal()).isEqualTo(new PatientBusy(overlapping.id(), false));
    }

    @Test
    void aRefusedClaimReleasesNoHold() {
        var own = obstacle(patient, LIVE);
        var booking = obstacle(patient, null);

        assertThat(clearing(own, booking).released()).isEmpty();
        assertThat(clearing(booking, own).released()).isEmpty();
        assertThat(clearing(own, obstacle(other, null)).released()).isEmpty();
    }

    @Test
    void aRefusedClaimEndsExpiredHolds() {
        var expired = obstacle(other, NOW);

        assertThat(clearing(obstacle(patient, null), expired).expired()).containsExactly(expired);
        assertThat(clearing(expired, obstacle(other, null)).expired()).containsExactly(expired);
    }

    @Test
    void anotherPatientsBookingDecidesAtOnce() {
        var before = obstacle(other, NOW);
        var after = obstacle(other, NOW);
        var taken = obstacle(other, null);
        var busy = obstacle(patient, null);

        assertThat(clearing(before, busy, taken, after))
                .isEqualTo(new Clearing(List.of(before), List.of(), new SlotTaken(other, null)));
        assertThat(clearing(taken, busy).refusal()).isEqualTo(new SlotTaken(other, null));
    }

    @Test
    void thePatientsHoldsThatEndAreKnown() {
        var live = obstacle(patient, LIVE);
        var expired = obstacle(patient, NOW);

        assertThat(clearing(live, obstacle(other, NOW), expired).holdsOf(patient)).containsExactly(expired, live);
    }

    private Clearing clearing(Obstacle... obstacles) {
        return Clearing.of(slot, patient, NOW, List.of(obstacles));
    }

    private Obstacle obstacle(PatientId who, @Nullable Instant heldUntil) {
        return new Obstacle(UUID.randomUUID(), who, slot, heldUntil, 0);
    }
}
