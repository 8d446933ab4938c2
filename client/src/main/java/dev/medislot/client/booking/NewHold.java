package dev.medislot.client.booking;

import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/** A slot to hold. */
public record NewHold(SlotId slotId, @Nullable UsState patientState) {

    public static NewHold of(SlotId slot) {
        return new NewHold(slot, null);
    }
}
