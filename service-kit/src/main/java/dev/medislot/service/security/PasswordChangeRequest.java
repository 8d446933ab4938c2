package dev.medislot.service.security;

import dev.medislot.service.password.NewPassword;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The body of a change of one's own password. */
public record PasswordChangeRequest(@NotNull @Size(max = NewPassword.MAX_LENGTH) String currentPassword,
        @NotNull @Size(min = NewPassword.MIN_LENGTH, max = NewPassword.MAX_LENGTH) @NewPassword String newPassword) {}
