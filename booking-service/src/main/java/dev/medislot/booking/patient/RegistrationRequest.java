package dev.medislot.booking.patient;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import dev.medislot.service.password.NewPassword;
import dev.medislot.service.phone.Phone;
import dev.medislot.web.json.DeliverableEmail;
import dev.medislot.web.json.KnownLanguage;
import dev.medislot.web.json.KnownZone;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.PersonName;
import dev.medislot.web.json.Trimmed;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a patient's registration. */
@Schema(name = "PatientRegistration")
@CompleteRegistration
record RegistrationRequest(@Nullable @Trimmed @Email @DeliverableEmail @Size(max = 254) String email,
        @JsonProperty(access = Access.WRITE_ONLY) @Nullable @Size(min = NewPassword.MIN_LENGTH,
                max = NewPassword.MAX_LENGTH) @NewPassword String password,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String firstName,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String lastName, @Nullable @Phone String phone,
        @Trimmed @NotNull @KnownZone String timeZone, @NotNull @Valid Address address, @Nullable Boolean reminders,
        @Nullable @Trimmed @KnownLanguage String language, @Nullable @DateOfBirth LocalDate dateOfBirth) {

    ProfileRequest profile() {
        return new ProfileRequest(email, firstName, lastName, phone, timeZone, address,
                !Boolean.FALSE.equals(reminders), null, Objects.requireNonNullElse(language, KnownLanguage.DEFAULT),
                dateOfBirth);
    }
}
