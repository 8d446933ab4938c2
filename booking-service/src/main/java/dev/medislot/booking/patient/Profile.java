package dev.medislot.booking.patient;

import dev.medislot.web.json.DeliverableEmail;
import dev.medislot.web.json.EmailAddress;
import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.phone.Phone;
import dev.medislot.web.json.KnownZone;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.PersonName;
import dev.medislot.web.json.Trimmed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The part of an account that its patient may change. */
record Profile(@Trimmed @NotBlank @Email @DeliverableEmail @Size(max = 254) String email,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String firstName,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String lastName, @Nullable @Phone String phone,
        @Trimmed @NotNull @KnownZone String timeZone, @NotNull @Valid Address address, boolean reminders) {

    Profile withPhone(@Nullable String other) {
        return new Profile(email, firstName, lastName, other, timeZone, address, reminders);
    }

    PasswordOwner owner() {
        return new PasswordOwner(email, firstName, lastName);
    }

    Profile normalized() {
        return new Profile(EmailAddress.normalized(email), firstName, lastName, phone, timeZone, address, reminders);
    }
}
