package dev.medislot.common.event;

import dev.medislot.common.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Sessions of a person have ended: their tokens are refused from now on.
 *
 * @param sessionIds the {@code sid} of each session that ended
 * @param all whether the person has no session left; tokens without a {@code sid} that were issued before end too
 * @param version the moment of the end, in milliseconds since the epoch
 */
public record SessionsEnded(UUID personId, Role role, List<UUID> sessionIds, boolean all, long version,
        Instant occurredAt) implements Event {

    @Override
    public String topic() {
        return Topics.SESSIONS;
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
