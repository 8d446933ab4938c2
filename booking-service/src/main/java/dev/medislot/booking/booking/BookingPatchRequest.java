package dev.medislot.booking.booking;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.web.problem.Refused.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a booking: it either moves, with {@code slotId}, or closes, with {@code status}. */
@Schema(name = "BookingPatch")
record BookingPatchRequest(@Nullable SlotId slotId, @Nullable UsState patientState, @Nullable BookingStatus status,
        @Nullable @Size(max = 2000) String cancellationReason) {

    /** The fields that are missing or do not go together. */
    List<FieldError> errors() {
        var errors = new ArrayList<FieldError>();
        if (slotId == null && status == null) {
            errors.add(new FieldError("slotId", "is missing, or else status"));
            errors.add(new FieldError("status", "is missing, or else slotId"));
        }
        if (slotId != null && status != null) {
            errors.add(new FieldError("status", "cannot be changed together with slotId"));
        }
        if (slotId != null && cancellationReason != null) {
            errors.add(new FieldError("cancellationReason", "is only for cancelling"));
        }
        if (status != null && patientState != null) {
            errors.add(new FieldError("patientState", "is only for a move, with slotId"));
        } else if (slotId == null && status != null && status != BookingStatus.CANCELLED
                && cancellationReason != null) {
            errors.add(new FieldError("cancellationReason", "is only for cancelling"));
        }
        return errors;
    }
}
