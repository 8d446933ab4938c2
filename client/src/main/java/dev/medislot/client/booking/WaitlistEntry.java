package dev.medislot.client.booking;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient who waits for an opening.
 *
 * @param visitTypeId null for any visit
 * @param doctorId null for any doctor
 * @param to starts are before that moment
 * @param offer the slot that is held for the patient now; null without one
 * @param bookingId the booking that ended it; null without one
 */
public record WaitlistEntry(UUID id, Status status, PatientId patientId, @Nullable UUID visitTypeId,
        @Nullable DoctorId doctorId, UsState state, Instant from, Instant to, Instant createdAt, @Nullable Offer offer,
        @Nullable UUID bookingId) {

    /** The state of an entry, which gets no more offers after {@code BOOKED} and {@code ENDED}. */
    public enum Status {
        WAITING, OFFERED, BOOKED, ENDED
    }

    /**
     * A slot that is held until {@code expiresAt}.
     *
     * @param timeZone in which mails to the patient show times
     * @param laterBooking the patient's booking of the same visit that the slot may replace; null without one
     */
    public record Offer(SlotId slotId, DoctorId doctorId, Instant start, Instant end, Instant expiresAt,
            ZoneId timeZone, @Nullable LaterBooking laterBooking) {}

    /** A booking that an offer may replace. */
    public record LaterBooking(UUID bookingId, Instant start) {}
}
