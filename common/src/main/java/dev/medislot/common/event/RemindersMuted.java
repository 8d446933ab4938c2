package dev.medislot.common.event;

import dev.medislot.common.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * A person switched reminders off by the link of a reminder. The service that keeps their profile applies it, and
 * answers with {@link ContactChanged}.
 *
 * @param role of the person: patient or doctor
 */
public record RemindersMuted(UUID personId, Role role, Instant occurredAt) implements Event {

    @Override
    public String topic() {
        return Topics.REMINDERS;
    }

    @Override
    public String key() {
        return personId.toString();
    }

    @Override
    public long sequence() {
        return occurredAt.toEpochMilli();
    }
}
