package dev.medislot.client.patient;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A patient to register.
 *
 * @param email null only for staff, who then give the phone
 * @param password null only for staff
 * @param reminders null for true
 * @param language the tag of the language of the mails, {@code en} or {@code es}; null for {@code en}
 */
public record NewPatient(@Nullable String email, @Nullable String password, String firstName, String lastName,
        @Nullable String phone, ZoneId timeZone, Address address, @Nullable Boolean reminders,
        @Nullable String language, @Nullable LocalDate dateOfBirth) {

    /** A patient with the default language. */
    public NewPatient(String email, String password, String firstName, String lastName, @Nullable String phone,
            ZoneId timeZone, Address address, @Nullable Boolean reminders) {
        this(email, password, firstName, lastName, phone, timeZone, address, reminders, null, null);
    }
}
