package dev.medislot.service.session;

import dev.medislot.common.Role;
import java.util.UUID;

/** The answer to a login or a refresh; {@code expiresIn} in seconds. */
public record Login(String accessToken, String tokenType, long expiresIn, String refreshToken, UUID id, Role role) {}
