package dev.medislot.notification.letter;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clinic in whose name mails are written.
 *
 * @param phone the number that people may call, as mails show it
 */
@ConfigurationProperties("medislot.clinic")
record ClinicProperties(@DefaultValue("Medislot") String name, @Nullable String phone) {

    ClinicProperties {
        name = name.strip();
        phone = phone == null || phone.isBlank() ? null : phone.strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("medislot.clinic.name must not be blank");
        }
    }
}
