package dev.medislot.booking.booking;

import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a booking; {@code patientId} is for staff and guardians. */
record BookingRequest(@NotNull SlotId slotId, @Nullable @Size(max = 2000) String reason, @Nullable UsState patientState,
        @Nullable UUID patientId) {}
