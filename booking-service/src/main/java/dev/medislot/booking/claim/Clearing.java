package dev.medislot.booking.claim;

import dev.medislot.booking.claim.Claim.PatientBusy;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotTaken;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decision about the obstacles of a claim.
 *
 * @param expired holds to end, also for a claim that is refused
 * @param released live holds of the patient, which give way to a claim that is not refused
 * @param refusal by another obstacle, if there is one; it lacks the end of the patient's own hold
 */
record Clearing(List<Obstacle> expired, List<Obstacle> released, @Nullable Refusal refusal) {

    /** Goes through the obstacles in their order, up to the first booking or live hold of another patient. */
    static Clearing of(SlotId slot, PatientId patient, Instant now, List<Obstacle> obstacles) {
        var expired = new ArrayList<Obstacle>();
        var own = new ArrayList<Obstacle>();
        Refusal refusal = null;
        for (var obstacle : obstacles) {
            if (obstacle.isLapsed(now)) {
                expired.add(obstacle);
            } else if (obstacle.isHoldOf(patient)) {
                own.add(obstacle);
            } else if (!obstacle.patient().equals(patient)) {
                return new Clearing(expired, List.of(), new SlotTaken(obstacle.patient(), null));
            } else {
                refusal = new PatientBusy(obstacle.id(), obstacle.slot().equals(slot));
            }
        }
        return new Clearing(expired, refusal == null ? own : List.of(), refusal);
    }

    /** The holds of the patient that end, first the expired ones. */
    List<Obstacle> holdsOf(PatientId patient) {
        return Stream.concat(expired.stream(), released.stream()).filter(hold -> hold.isHoldOf(patient)).toList();
    }
}
