package dev.medislot.availability.staff;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The first staff account, created at start unless it exists; without both settings no account is created. */
@ConfigurationProperties("medislot.staff")
record StaffProperties(@Nullable String email, @Nullable String password) {

    StaffProperties {
        if ((email == null) != (password == null)) {
            throw new IllegalArgumentException("medislot.staff.email and medislot.staff.password go together");
        }
        if (password != null && password.length() < 8) {
            throw new IllegalArgumentException("medislot.staff.password must have at least 8 characters");
        }
    }
}
