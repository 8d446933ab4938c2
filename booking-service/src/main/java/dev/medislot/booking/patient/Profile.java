package dev.medislot.booking.patient;

import dev.medislot.service.security.Accounts;
import dev.medislot.web.json.KnownZone;
import dev.medislot.web.json.OneLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The part of an account that its patient may change. */
record Profile(@NotBlank @Email @Size(max = 254) String email, @NotBlank @OneLine @Size(max = 100) String firstName,
        @NotBlank @OneLine @Size(max = 100) String lastName,
        @Nullable @Pattern(regexp = "\\+?[0-9 ().-]{5,30}", message = "must be a telephone number") String phone,
        @NotNull @KnownZone String timeZone, @NotNull @Valid Address address, boolean reminders) {

    Profile normalized() {
        return new Profile(Accounts.normalized(email), firstName.strip(), lastName.strip(), phone, timeZone, address,
                reminders);
    }
}
