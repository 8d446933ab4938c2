package dev.medislot.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.WithdrawalCause;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking was cancelled and its slot is free again.
 *
 * @param cause missing unless an edit withdrew the slot for it
 */
public record BookingCancelled(UUID bookingId, int version, Instant occurredAt, Actor actor, BookingStatus status,
        UUID patientId, UsState patientState, UUID doctorId, SlotTime slot, @Nullable SlotTime previousSlot,
        @Nullable UUID previousDoctorId, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID visitTypeId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable VisitMode mode,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant busyFrom,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant busyUntil,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WithdrawalCause cause,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String visitTypeName) implements BookingEvent {

    /** Makes the event without a cause and without the name of the visit type. */
    public BookingCancelled(UUID bookingId, int version, Instant occurredAt, Actor actor, BookingStatus status,
            UUID patientId, UsState patientState, UUID doctorId, SlotTime slot, @Nullable SlotTime previousSlot,
            @Nullable UUID previousDoctorId, @Nullable UUID visitTypeId, @Nullable VisitMode mode,
            @Nullable Instant busyFrom, @Nullable Instant busyUntil) {
        this(bookingId, version, occurredAt, actor, status, patientId, patientState, doctorId, slot, previousSlot,
                previousDoctorId, visitTypeId, mode, busyFrom, busyUntil, null, null);
    }

    /** Makes the event of a default visit. */
    public BookingCancelled(UUID bookingId, int version, Instant occurredAt, Actor actor, BookingStatus status,
            UUID patientId, UsState patientState, UUID doctorId, SlotTime slot, @Nullable SlotTime previousSlot,
            @Nullable UUID previousDoctorId) {
        this(bookingId, version, occurredAt, actor, status, patientId, patientState, doctorId, slot, previousSlot,
                previousDoctorId, null, null, null, null, null, null);
    }
}
