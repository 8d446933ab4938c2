package dev.medislot.service.security;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The body of a change of one's own password. */
public record PasswordChangeRequest(@NotNull String currentPassword,
        @NotNull @Size(min = 8, max = 72) @BcryptLength String newPassword) {}
