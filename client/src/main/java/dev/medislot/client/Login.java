package dev.medislot.client;

import dev.medislot.common.Role;
import java.util.UUID;

/**
 * A login.
 *
 * @param accessToken the bearer token of further calls
 * @param expiresIn in seconds
 * @param refreshToken gets the next access token, once
 * @param id of the patient, doctor or staff member
 */
public record Login(String accessToken, String tokenType, long expiresIn, String refreshToken, UUID id, Role role) {}
