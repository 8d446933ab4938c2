package dev.medislot.client.doctor;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A doctor to register.
 *
 * @param slotMinutes null for 60
 */
public record NewDoctor(String email, String password, String firstName, String lastName, ZoneId timeZone,
        @Nullable String specialty, @Nullable String bio, @Nullable Integer slotMinutes) {}
