package dev.medislot.service.account;

import dev.medislot.common.Role;
import java.util.UUID;

/** A link that still works. */
record Link(UUID personId, Role role, String email) {}
