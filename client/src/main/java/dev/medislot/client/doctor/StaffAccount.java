package dev.medislot.client.doctor;

import java.time.Instant;
import java.util.UUID;

/**
 * The account of a staff member.
 *
 * @param disabled whether the member can no longer log in
 * @param secondFactor whether a login needs a code of an authenticator app
 * @param version in quotation marks, it is the ETag of the account
 */
public record StaffAccount(UUID id, String email, boolean disabled, boolean secondFactor, Instant createdAt,
        long version) {}
