package dev.medislot.service.security;

import java.util.UUID;

/** Tells guardians from strangers, in the service that keeps patients. */
@FunctionalInterface
public interface Guardianship {

    boolean isGuardian(UUID guardian, UUID dependent);
}
