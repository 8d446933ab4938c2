package dev.medislot.availability.staff;

import dev.medislot.service.password.NewPassword;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The first staff account, created at start unless it exists; without both settings no account is created. */
@Validated
@ConfigurationProperties("medislot.staff")
record StaffProperties(@Nullable String email,
        @Nullable @Size(min = NewPassword.MIN_LENGTH, max = NewPassword.MAX_LENGTH) @NewPassword String password) {

    StaffProperties {
        if ((email == null) != (password == null)) {
            throw new IllegalArgumentException("medislot.staff.email and medislot.staff.password go together");
        }
    }
}
