package dev.medislot.notification.projection;

import java.util.UUID;

/** A person's contact data was erased; published in that transaction, so that listeners erase what depends on it. */
public record PersonErased(UUID personId) {}
