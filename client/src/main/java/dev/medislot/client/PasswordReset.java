package dev.medislot.client;

import dev.medislot.common.Role;
import org.jspecify.annotations.Nullable;

/**
 * A request for a link that resets a password.
 *
 * @param role the kind of account; null for a patient's
 */
public record PasswordReset(String email, @Nullable Role role) {}
