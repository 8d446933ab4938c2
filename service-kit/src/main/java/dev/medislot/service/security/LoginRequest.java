package dev.medislot.service.security;

import dev.medislot.service.password.NewPassword;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The body of a login. */
public record LoginRequest(@NotNull String email, @NotNull @Size(max = NewPassword.MAX_LENGTH) String password) {}
