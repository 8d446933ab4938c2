package dev.medislot.availability.doctor;

import dev.medislot.service.password.NewPassword;
import dev.medislot.web.json.DeliverableEmail;
import dev.medislot.web.json.EmailAddress;
import dev.medislot.web.json.KnownLanguage;
import dev.medislot.web.json.KnownZone;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.PersonName;
import dev.medislot.web.json.Trimmed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a doctor that can be changed.
 *
 * @param reminders whether to remind the doctor of visits; confirmations are always sent
 * @param language the tag of the language of the doctor's mails
 * @param status changed by staff only
 * @param password missing to keep the current one
 * @param currentPassword only for a change of the doctor's own address
 * @param startEvery missing if visits of a type start as often as a slot is long
 */
record DoctorRequest(@Trimmed @NotBlank @Email @DeliverableEmail @Size(max = 254) String email,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String firstName,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String lastName,
        @Trimmed @NotNull @KnownZone String timeZone,
        @Nullable @Trimmed @OneLine @Size(min = 1, max = 100) String specialty, @Nullable @Size(max = 4000) String bio,
        @NotNull @Min(5) @Max(480) Integer slotMinutes, @NotNull Boolean reminders,
        @Trimmed @NotNull @KnownLanguage String language, @NotNull DoctorStatus status,
        @Nullable @Size(min = NewPassword.MIN_LENGTH, max = NewPassword.MAX_LENGTH) @NewPassword String password,
        @Nullable @Size(max = NewPassword.MAX_LENGTH) String currentPassword,
        @Nullable @Min(5) @Max(480) Integer startEvery, @Nullable @Trimmed @Size(max = 500) @VideoLink String videoLink,
        @Nullable @Valid Place place) {

    static DoctorRequest of(Doctor doctor) {
        return new DoctorRequest(doctor.email(), doctor.firstName(), doctor.lastName(), doctor.timeZone().getId(),
                doctor.specialty(), doctor.bio(), doctor.slotMinutes(), doctor.reminders(), doctor.language(),
                doctor.status(), null, null, doctor.visits().startEvery(), doctor.visits().videoLink(),
                doctor.visits().place());
    }

    /** The address of the request; null if the doctor has it already. */
    @Nullable
    String otherEmail(Doctor doctor) {
        var normalized = EmailAddress.normalized(email);
        return normalized.equals(doctor.email()) ? null : normalized;
    }

    /** The doctor with these fields; a new email address stays pending until it is confirmed. */
    Doctor appliedTo(Doctor doctor) {
        return new Doctor(doctor.id(), doctor.version() + 1, doctor.email(), firstName, lastName, specialty, bio,
                ZoneId.of(timeZone), slotMinutes, reminders, language, status, doctor.emailConfirmed(),
                otherEmail(doctor) == null ? doctor.pendingEmail() : otherEmail(doctor),
                new VisitSettings(startEvery, videoLink, place));
    }
}
