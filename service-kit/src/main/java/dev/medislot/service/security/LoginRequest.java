package dev.medislot.service.security;

import jakarta.validation.constraints.NotNull;

/** The body of a login. */
public record LoginRequest(@NotNull String email, @NotNull String password) {}
