package dev.medislot.client.patient;

import dev.medislot.common.PatientId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A patient's account.
 *
 * @param emailConfirmed whether the link that was sent to the address was opened
 * @param pendingEmail the address that takes the place of the present one once its link is opened
 */
public record Patient(PatientId id, int version, String email, String firstName, String lastName,
        @Nullable String phone, ZoneId timeZone, Address address, boolean reminders, Instant createdAt,
        Instant updatedAt, boolean emailConfirmed, @Nullable String pendingEmail) {}
