package dev.medislot.notification.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.Role;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to write to a patient or doctor.
 *
 * @param email empty for a person without an address
 * @param language the tag of the language to write in
 * @param guardianId of a dependent: the patient who gets its mails
 * @param videoLink of a doctor, with {@code {bookingId}} where the id of the booking goes
 * @param place where a doctor sees patients in person, in one line
 * @param linkKey makes the tokens of links in mails to this address; missing for doctors, dependents, and until it is
 *     known
 */
public record Contact(UUID personId, Role role, String firstName, String lastName, String email, ZoneId timeZone,
        boolean reminders, boolean emailConfirmed, String language, @Nullable UUID guardianId, @Nullable String phone,
        @Nullable String videoLink, @Nullable String place, @Nullable String linkKey) {

    /** Makes the contact of a person without a number, a link, a place and a key. */
    public Contact(UUID personId, Role role, String firstName, String lastName, String email, ZoneId timeZone,
            boolean reminders, boolean emailConfirmed, String language, @Nullable UUID guardianId) {
        this(personId, role, firstName, lastName, email, timeZone, reminders, emailConfirmed, language, guardianId,
                null, null, null, null);
    }

    boolean hasAddress() {
        return !email.isEmpty();
    }

    public String name() {
        return firstName + " " + lastName;
    }

    /** The email address with the name beside it. */
    public InternetAddress address() {
        try {
            return new InternetAddress(email, name(), UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
