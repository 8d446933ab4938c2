package dev.medislot.client.booking;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/** A change of a booking: it moves to another slot, or its status changes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BookingChange(@Nullable SlotId slotId, @Nullable UsState patientState, @Nullable BookingStatus status,
        @Nullable String cancellationReason) {

    public static BookingChange moveTo(SlotId slot) {
        return new BookingChange(slot, null, null, null);
    }

    public static BookingChange cancel(@Nullable String reason) {
        return new BookingChange(null, null, BookingStatus.CANCELLED, reason);
    }

    /** For doctors and staff, once the visit has started: {@code COMPLETED} or {@code NO_SHOW}. */
    public static BookingChange close(BookingStatus status) {
        return new BookingChange(null, null, status, null);
    }
}
