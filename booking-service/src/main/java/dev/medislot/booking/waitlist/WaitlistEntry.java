package dev.medislot.booking.waitlist;

import dev.medislot.booking.access.PatientData;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A patient who waits for an opening.
 *
 * @param visitTypeId null for any visit
 * @param doctorId null for any doctor
 * @param state where the patient will be
 * @param from the earliest start
 * @param to starts are before that moment
 * @param offer the slot that is held for the patient now; null without one
 * @param bookingId the booking that ended it; null without one
 */
public record WaitlistEntry(UUID id, WaitlistStatus status, PatientId patientId, @Nullable UUID visitTypeId,
        @Nullable UUID doctorId, UsState state, Instant from, Instant to, Instant createdAt,
        @Nullable WaitlistOffer offer, @Nullable UUID bookingId) implements PatientData.Holder {

    /**
     * A slot that is held until {@code expiresAt}.
     *
     * @param timeZone in which mails to the patient, or the guardian of a dependent, show times
     * @param laterBooking the patient's next booking of the same visit with the same doctor, if it is later and may
     *     still move
     */
    public record WaitlistOffer(SlotId slotId, UUID doctorId, Instant start, Instant end, Instant expiresAt,
            ZoneId timeZone, @Nullable LaterBooking laterBooking) {}

    /** A booking that an offer may replace. */
    public record LaterBooking(UUID bookingId, Instant start) {}

    @Nullable
    SlotId offeredSlot() {
        return offer == null ? null : offer.slotId();
    }

    boolean isOfferedOtherThan(SlotId slot) {
        return offer != null && !offer.slotId().equals(slot);
    }

    WaitlistEntry withoutOffer() {
        return new WaitlistEntry(id, status == WaitlistStatus.OFFERED ? WaitlistStatus.WAITING : status, patientId,
                visitTypeId, doctorId, state, from, to, createdAt, null, bookingId);
    }

    @Override
    public Stream<PatientData> patientData() {
        return Stream.of(new PatientData(patientId, bookingId));
    }
}
