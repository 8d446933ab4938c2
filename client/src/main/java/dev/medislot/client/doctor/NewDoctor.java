package dev.medislot.client.doctor;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A doctor to register.
 *
 * @param slotMinutes null for 60
 * @param language the tag of the language of the mails, {@code en} or {@code es}; null for {@code en}
 */
public record NewDoctor(String email, String password, String firstName, String lastName, ZoneId timeZone,
        @Nullable String specialty, @Nullable String bio, @Nullable Integer slotMinutes, @Nullable String language) {

    /** A doctor with the default language. */
    public NewDoctor(String email, String password, String firstName, String lastName, ZoneId timeZone,
            @Nullable String specialty, @Nullable String bio, @Nullable Integer slotMinutes) {
        this(email, password, firstName, lastName, timeZone, specialty, bio, slotMinutes, null);
    }
}
