package dev.medislot.booking.claim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SlotTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every way in which a claim of a slot can end. */
public sealed interface Claim {

    /**
     * The slot is the patient's once the transaction commits.
     *
     * @param visit null for the default visit
     * @param isWaiting the patient has entries in the waitlist
     * @param guardian of a dependent
     */
    record Granted(UUID id, SlotTime slot, PatientId patient, String patientName, @Nullable String doctorName,
            UsState patientState, Instant at, @Nullable ClaimedVisit visit, boolean isWaiting, @Nullable UUID guardian,
            Attendance attendance) implements Claim {

        Instant busyFrom() {
            return visit == null ? slot.start() : visit.busyFrom();
        }

        Instant busyUntil() {
            return visit == null ? slot.end() : visit.busyUntil();
        }
    }

    /** Every way in which it can be refused. The names are stored with keyed requests, so they must not change. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({ @JsonSubTypes.Type(name = "SlotTaken", value = SlotTaken.class),
            @JsonSubTypes.Type(name = "PatientBusy", value = PatientBusy.class),
            @JsonSubTypes.Type(name = "NotLicensed", value = NotLicensed.class),
            @JsonSubTypes.Type(name = "SlotInPast", value = SlotInPast.class),
            @JsonSubTypes.Type(name = "NoticeTooShort", value = NoticeTooShort.class),
            @JsonSubTypes.Type(name = "TooManyBookings", value = TooManyBookings.class),
            @JsonSubTypes.Type(name = "EmailUnconfirmed", value = EmailUnconfirmed.class),
            @JsonSubTypes.Type(name = "PhoneNeeded", value = PhoneNeeded.class),
            @JsonSubTypes.Type(name = "HeldBefore", value = HeldBefore.class),
            @JsonSubTypes.Type(name = "SlotUnknown", value = SlotUnknown.class),
            @JsonSubTypes.Type(name = "PatientUnknown", value = PatientUnknown.class),
            @JsonSubTypes.Type(name = "OfferExpired", value = OfferExpired.class),
            @JsonSubTypes.Type(name = "OtherSlotOffered", value = OtherSlotOffered.class) })
    sealed interface Refusal extends Claim {

        /** The label of this refusal in metrics; dashboards and alerts read it. */
        default String label() {
            return switch (this) {
                case SlotTaken _ -> "SlotTaken";
                case PatientBusy _ -> "PatientBusy";
                case NotLicensed _ -> "NotLicensed";
                case SlotInPast _ -> "SlotInPast";
                case NoticeTooShort _ -> "NoticeTooShort";
                case TooManyBookings _ -> "TooManyBookings";
                case EmailUnconfirmed _ -> "EmailUnconfirmed";
                case PhoneNeeded _ -> "PhoneNeeded";
                case HeldBefore _ -> "HeldBefore";
                case SlotUnknown _ -> "SlotUnknown";
                case PatientUnknown _ -> "PatientUnknown";
                case OfferExpired _ -> "OfferExpired";
                case OtherSlotOffered _ -> "OtherSlotOffered";
            };
        }
    }

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

    record TooManyBookings(int max) implements Refusal {}

    /** The patient has the maximum of bookings ahead for an email address that is not confirmed. */
    record EmailUnconfirmed(int max) implements Refusal {}

    /** A visit by phone, and neither the patient nor the guardian has a number. */
    record PhoneNeeded() implements Refusal {}

    /** The patient has held this time of the doctor until the hold expired, and may hold it again from then on. */
    record HeldBefore(Instant againFrom) implements Refusal {}

    /** No doctor offers such a slot. */
    record SlotUnknown() implements Refusal {}

    record PatientUnknown() implements Refusal {}

    /** The slot was held for an entry of the waitlist, and that time is over. */
    record OfferExpired() implements Refusal {}

    /** Another slot than the requested one is held for the entry of the waitlist by now. */
    record OtherSlotOffered() implements Refusal {}
}
