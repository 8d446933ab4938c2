package dev.medislot.availability.doctor;

import dev.medislot.service.security.BcryptLength;
import dev.medislot.web.json.KnownZone;
import dev.medislot.web.json.OneLine;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of a doctor's registration. */
record RegistrationRequest(@NotBlank @Email @Size(max = 254) String email,
        @NotNull @Size(min = 8, max = 72) @BcryptLength String password,
        @NotBlank @OneLine @Size(max = 100) String firstName, @NotBlank @OneLine @Size(max = 100) String lastName,
        @NotNull @KnownZone String timeZone, @Nullable @OneLine @Size(min = 1, max = 100) String specialty,
        @Nullable @Size(max = 4000) String bio, @Nullable @Min(5) @Max(480) Integer slotMinutes) {}
