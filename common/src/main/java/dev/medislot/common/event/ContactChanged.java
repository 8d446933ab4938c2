package dev.medislot.common.event;

import dev.medislot.common.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name, email address and preferences of a patient or doctor.
 *
 * @param email empty for a person without an address, to whom nothing is mailed
 * @param reminders whether the person wants reminders; confirmations are always sent
 * @param emailConfirmed false until the person has opened the link that was sent to the address; missing means true
 * @param phone in E.164, with {@code ;ext=} before an extension; missing without one
 * @param language the tag of the language to write in; missing means {@code en}
 * @param guardianId of a dependent: the patient who gets its mails
 */
public record ContactChanged(UUID personId, long version, Instant occurredAt, Role role, String firstName,
        String lastName, String email, ZoneId timeZone, boolean reminders, @Nullable Boolean emailConfirmed,
        @Nullable String phone, @Nullable String language, @Nullable UUID guardianId) implements Event {

    @Override
    public String topic() {
        return Topics.CONTACTS;
    }

    @Override
    public String key() {
        return personId.toString();
    }

    @Override
    public long sequence() {
        return version;
    }
}
