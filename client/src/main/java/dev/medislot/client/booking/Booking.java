package dev.medislot.client.booking;

import dev.medislot.client.Place;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient's appointment.
 *
 * @param version counts the changes from 1; its entity tag is the number in double quotes
 * @param patientState where the patient will be
 * @param changeableUntil the last moment at which its patient may move or cancel it; null once it is closed or has
 *     started
 * @param visitTypeId null for the default visit, as its name
 * @param joinUrl of a confirmed visit by video
 * @param place of a confirmed visit in person
 * @param phone the number that the doctor calls for a confirmed visit by phone
 * @param contact of the patient or a dependent's guardian, while it is confirmed
 */
public record Booking(UUID id, BookingStatus status, int version, PatientId patientId, @Nullable String patientName,
        DoctorId doctorId, @Nullable String doctorName, SlotId slotId, Instant start, Instant end, UsState patientState,
        @Nullable String reason, @Nullable String cancellationReason, @Nullable Instant changeableUntil,
        Instant createdAt, Instant updatedAt, @Nullable UUID visitTypeId, @Nullable String visitTypeName,
        @Nullable VisitMode mode, @Nullable String joinUrl, @Nullable Place place, @Nullable String phone,
        @Nullable Contact contact) {

    /** How the doctor and the front desk reach and recognize the patient. */
    public record Contact(@Nullable String phone, @Nullable LocalDate dateOfBirth) {}

    /** The value of {@code If-Match} for a change of exactly this version. */
    public String entityTag() {
        return "\"" + version + "\"";
    }
}
