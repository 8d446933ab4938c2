package dev.medislot.booking.patient;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import dev.medislot.service.password.NewPassword;
import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.phone.Phone;
import dev.medislot.web.json.DeliverableEmail;
import dev.medislot.web.json.EmailAddress;
import dev.medislot.web.json.KnownLanguage;
import dev.medislot.web.json.KnownZone;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.PersonName;
import dev.medislot.web.json.Trimmed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The part of an account that its patient may change.
 *
 * @param currentPassword only in a patch of the patient's own address
 */
record ProfileRequest(@Nullable @Trimmed @Email @DeliverableEmail @Size(min = 1, max = 254) String email,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String firstName,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String lastName, @Nullable @Phone String phone,
        @Trimmed @NotNull @KnownZone String timeZone, @NotNull @Valid Address address, boolean reminders,
        @JsonProperty(access = Access.WRITE_ONLY) @Nullable @Size(max = NewPassword.MAX_LENGTH) String currentPassword,
        @Trimmed @NotNull @KnownLanguage String language, @Nullable @DateOfBirth LocalDate dateOfBirth) {

    ProfileRequest withPhone(@Nullable String other) {
        return new ProfileRequest(email, firstName, lastName, other, timeZone, address, reminders, currentPassword,
                language, dateOfBirth);
    }

    /** The owner of a password; only a patient with an email address has one. */
    PasswordOwner owner(String email) {
        return new PasswordOwner(email, firstName, lastName);
    }

    /** The profile as it is stored. */
    ProfileRequest normalized() {
        return new ProfileRequest(email == null ? null : EmailAddress.normalized(email), firstName, lastName, phone,
                timeZone, address, reminders, null, language, dateOfBirth);
    }

    ProfileRequest withEmail(@Nullable String other) {
        return new ProfileRequest(other, firstName, lastName, phone, timeZone, address, reminders, currentPassword,
                language, dateOfBirth);
    }
}
