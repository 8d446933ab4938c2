package dev.medislot.booking.claim;

import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SlotTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every way in which a claim of a slot can end. */
public sealed interface Claim {

    /** The slot is the patient's once the transaction commits. */
    record Granted(UUID id, SlotTime slot, PatientId patient, String patientName, @Nullable String doctorName,
            UsState patientState, Instant at) implements Claim {}

    /** Every way in which it can be refused. */
    sealed interface Refusal extends Claim {}

    /**
     * Another patient has the doctor's time.
     *
     * @param holdEnded when the patient's own hold on the slot ended, if there was one
     */
    record SlotTaken(PatientId by, @Nullable Instant holdEnded) implements Refusal {}

    /**
     * The patient has a booking at that time.
     *
     * @param sameSlot it is the very slot that was asked for
     */
    record PatientBusy(UUID booking, boolean sameSlot) implements Refusal {}

    record NotLicensed(UsState patientState) implements Refusal {}

    record SlotInPast() implements Refusal {}

    record NoticeTooShort(Duration minimum) implements Refusal {}

    record TooManyBookings(int most) implements Refusal {}

    record TooManyHolds(int most) implements Refusal {}

    /** No doctor offers such a slot. */
    record SlotUnknown() implements Refusal {}

    record PatientUnknown() implements Refusal {}
}
