package dev.medislot.common.event;

import dev.medislot.common.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name, email address and preferences of a patient or doctor.
 *
 * @param reminders whether the person wants reminders; confirmations are always sent
 * @param emailConfirmed false until the person has opened the link that was sent to the address; missing means true
 */
public record ContactChanged(UUID personId, long version, Instant occurredAt, Role role, String firstName,
        String lastName, String email, ZoneId timeZone, boolean reminders, @Nullable Boolean emailConfirmed)
        implements Event {

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
