package dev.medislot.client.patient;

import dev.medislot.common.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A patient.
 *
 * @param email null for a dependent, and for a patient without one
 * @param emailConfirmed whether the link that was sent to the address was opened
 * @param pendingEmail the address that takes the place of the current one once its link is opened
 * @param language the tag of the language of the mails
 * @param guardianId of a dependent: the patient who acts for it
 */
public record Patient(PatientId id, int version, @Nullable String email, String firstName, String lastName,
        @Nullable String phone, ZoneId timeZone, Address address, boolean reminders, Instant createdAt,
        Instant updatedAt, boolean emailConfirmed, @Nullable String pendingEmail, String language,
        @Nullable LocalDate dateOfBirth, @Nullable PatientId guardianId) {}
