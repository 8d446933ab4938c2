package dev.medislot.notification.letter;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.notification.projection.Booking;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking at one of its versions, as a mail describes it.
 *
 * @param changedAt the time of that version
 * @param previousStart the start before that version moved it
 * @param previousEnd the end before that version moved it or changed its length
 * @param by the role that made that version; missing in mails stored by an earlier release, and in reminders
 * @param otherDoctor of a booking that changed doctors: the doctor before, or, for that doctor, the doctor after
 * @param previousMode the mode before that version changed it; missing if it stays or is not known
 * @param visitType missing for the default visit, in reminders and in mails stored by an earlier release
 * @param previousVisitType before that version changed the slot or the visit type
 * @param patientState missing in reminders and in mails stored by an earlier release
 * @param cause of a cancellation, if its slot was withdrawn for it
 * @param visitTypeName missing for the default visit and in mails stored by an earlier release
 * @param previousPlace the place before the doctor's was changed; missing in other mails and for visits by video
 */
public record MailedVisit(UUID bookingId, int version, Instant changedAt, PatientId patient, DoctorId doctor,
        Instant start, Instant end, @Nullable Role by, @Nullable Instant previousStart, @Nullable Instant previousEnd,
        @Nullable DoctorId otherDoctor, VisitMode mode, @Nullable VisitMode previousMode, @Nullable UUID visitType,
        @Nullable UUID previousVisitType, @Nullable UsState patientState, @Nullable WithdrawalCause cause,
        @Nullable String visitTypeName, @Nullable String previousPlace) {

    /** Makes a visit whose doctor has the same place as before. */
    public MailedVisit(UUID bookingId, int version, Instant changedAt, PatientId patient, DoctorId doctor,
            Instant start, Instant end, @Nullable Role by, @Nullable Instant previousStart,
            @Nullable Instant previousEnd, @Nullable DoctorId otherDoctor, VisitMode mode,
            @Nullable VisitMode previousMode, @Nullable UUID visitType, @Nullable UUID previousVisitType,
            @Nullable UsState patientState, @Nullable WithdrawalCause cause, @Nullable String visitTypeName) {
        this(bookingId, version, changedAt, patient, doctor, start, end, by, previousStart, previousEnd, otherDoctor,
                mode, previousMode, visitType, previousVisitType, patientState, cause, visitTypeName, null);
    }

    /** Makes a visit whose type does not matter. */
    public MailedVisit(UUID bookingId, int version, Instant changedAt, PatientId patient, DoctorId doctor,
            Instant start, Instant end, @Nullable Role by, @Nullable Instant previousStart,
            @Nullable Instant previousEnd, @Nullable DoctorId otherDoctor, VisitMode mode) {
        this(bookingId, version, changedAt, patient, doctor, start, end, by, previousStart, previousEnd, otherDoctor,
                mode, null, null, null, null, null, null);
    }

    /** The same visit, with that place as the former one. */
    public MailedVisit formerlyAt(@Nullable String place) {
        return new MailedVisit(bookingId, version, changedAt, patient, doctor, start, end, by, previousStart,
                previousEnd, otherDoctor, mode, previousMode, visitType, previousVisitType, patientState, cause,
                visitTypeName, place);
    }

    /** Whether a mail about this visit is still true of the booking. */
    public boolean isStill(Booking booking) {
        return booking.status() == BookingStatus.CONFIRMED && booking.doctor().equals(doctor)
                && booking.start().equals(start) && booking.end().equals(end) && booking.mode() == mode
                && (visitTypeName == null || visitTypeName.equals(booking.visitTypeName()));
    }

    /** Returns the patient's or doctor's id that is not this one. */
    public UUID otherThan(UUID person) {
        return person.equals(patient.value()) ? doctor.value() : patient.value();
    }
}
