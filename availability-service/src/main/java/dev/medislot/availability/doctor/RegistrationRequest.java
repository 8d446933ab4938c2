package dev.medislot.availability.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import dev.medislot.common.DoctorId;
import dev.medislot.service.password.NewPassword;
import dev.medislot.web.json.DeliverableEmail;
import dev.medislot.web.json.EmailAddress;
import dev.medislot.web.json.KnownLanguage;
import dev.medislot.web.json.KnownZone;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.PersonName;
import dev.medislot.web.json.Trimmed;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a doctor's registration. */
@Schema(name = "DoctorRegistration")
record RegistrationRequest(@Trimmed @NotBlank @Email @DeliverableEmail @Size(max = 254) String email,
        @JsonProperty(access = Access.WRITE_ONLY) @NotNull @Size(min = NewPassword.MIN_LENGTH,
                max = NewPassword.MAX_LENGTH) @NewPassword String password,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String firstName,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String lastName,
        @Trimmed @NotNull @KnownZone String timeZone,
        @Nullable @Trimmed @OneLine @Size(min = 1, max = 100) String specialty, @Nullable @Size(max = 4000) String bio,
        @Nullable @Min(5) @Max(480) Integer slotMinutes, @Nullable @Trimmed @KnownLanguage String language) {

    private static final int SLOT_MINUTES = 60;

    Doctor doctor() {
        return new Doctor(new DoctorId(UUID.randomUUID()), 1, EmailAddress.normalized(email), firstName, lastName,
                specialty, bio, ZoneId.of(timeZone), Objects.requireNonNullElse(slotMinutes, SLOT_MINUTES), true,
                Objects.requireNonNullElse(language, KnownLanguage.DEFAULT), DoctorStatus.ACTIVE, false, null,
                VisitSettings.NONE);
    }
}
