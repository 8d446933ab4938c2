package dev.medislot.common.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * An event on a topic.
 * <p>
 * The record's components are the JSON value; type, key and sequence travel as the CloudEvents headers {@code ce_type},
 * {@code ce_subject} and {@code ce_sequence}. Fields are only ever added. Delivered at least once and in order per key:
 * a reader drops an event whose sequence is not higher than the last one of the same topic and key.
 */
public sealed interface Event
        permits BookingEvent, SchedulePublished, DoctorChanged, ContactChanged, SlotHeld, RatingsChanged,
        BookingWithdrawn, SessionsEnded, AccountMailRequested, PatientDataRead, RemindersMuted, WaitlistOffered {

    @JsonIgnore
    String topic();

    @JsonIgnore
    String key();

    /**
     * Rises with every event of one key on one topic, except for {@link BookingWithdrawn}, {@link SessionsEnded},
     * {@link AccountMailRequested}, {@link PatientDataRead} and {@link RemindersMuted}.
     */
    @JsonIgnore
    long sequence();

    Instant occurredAt();

    @JsonIgnore
    default String type() {
        return getClass().getSimpleName();
    }

    /** Whether this is the type of an event of the contract. Readers skip unknown types, because types are added. */
    static boolean isKnown(String type) {
        return KnownTypes.NAMES.contains(type);
    }
}
