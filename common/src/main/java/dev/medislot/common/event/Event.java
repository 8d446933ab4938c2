package dev.medislot.common.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * Something that happened, as it stands on a topic.
 * <p>
 * The record's components are the JSON value; type, key and sequence travel as the CloudEvents headers {@code ce_type},
 * {@code ce_subject} and {@code ce_sequence}. Fields are only ever added. Delivered at least once and in order per key:
 * a reader drops what does not carry a higher sequence than it has of that topic and key.
 */
public sealed interface Event permits BookingEvent, SchedulePublished, DoctorChanged, ContactChanged, SlotHeld,
        RatingsChanged, BookingWithdrawn {

    @JsonIgnore
    String topic();

    @JsonIgnore
    String key();

    /** Rises with every event of one key on one topic, but for {@link BookingWithdrawn}. */
    @JsonIgnore
    long sequence();

    Instant occurredAt();

    @JsonIgnore
    default String type() {
        return getClass().getSimpleName();
    }

    /** Whether this is the type of one of these events; a reader skips a type it does not know, for types are added. */
    static boolean isKnown(String type) {
        return KnownTypes.NAMES.contains(type);
    }
}
