package dev.medislot.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking moved to another slot, was closed as completed or as a no-show, was corrected from one of these to the
 * other, or keeps its slot for a patient who will be in another state.
 */
public record BookingUpdated(UUID bookingId, int version, Instant occurredAt, Actor actor, BookingStatus status,
        UUID patientId, UsState patientState, UUID doctorId, SlotTime slot, @Nullable SlotTime previousSlot,
        @Nullable UUID previousDoctorId, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID visitTypeId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable VisitMode mode,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant busyFrom,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant busyUntil,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String visitTypeName) implements BookingEvent {

    /** Makes the event of a default visit. */
    public BookingUpdated(UUID bookingId, int version, Instant occurredAt, Actor actor, BookingStatus status,
            UUID patientId, UsState patientState, UUID doctorId, SlotTime slot, @Nullable SlotTime previousSlot,
            @Nullable UUID previousDoctorId) {
        this(bookingId, version, occurredAt, actor, status, patientId, patientState, doctorId, slot, previousSlot,
                previousDoctorId, null, null, null, null, null);
    }
}
