package dev.medislot.client.patient;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A patient to register.
 *
 * @param reminders null for true
 */
public record NewPatient(String email, String password, String firstName, String lastName, @Nullable String phone,
        ZoneId timeZone, Address address, @Nullable Boolean reminders) {}
