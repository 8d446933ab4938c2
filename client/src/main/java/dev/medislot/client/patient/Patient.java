package dev.medislot.client.patient;

import dev.medislot.common.PatientId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A patient's account. */
public record Patient(PatientId id, int version, String email, String firstName, String lastName,
        @Nullable String phone, ZoneId timeZone, Address address, boolean reminders, Instant createdAt,
        Instant updatedAt) {}
