package dev.medislot.common.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A doctor's ratings by patients.
 *
 * @param average of 1 to 5 stars; 0 without ratings
 */
public record RatingsChanged(UUID doctorId, long version, Instant occurredAt, double average, int count)
        implements Event {

    @Override
    public String topic() {
        return Topics.RATINGS;
    }

    @Override
    public String key() {
        return doctorId.toString();
    }

    @Override
    public long sequence() {
        return version;
    }
}
