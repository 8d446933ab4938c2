package dev.medislot.client.patient;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A patient without a login, with a guardian.
 *
 * @param address null for that of the guardian
 */
public record NewDependent(String firstName, String lastName, LocalDate dateOfBirth, @Nullable Address address) {}
