package dev.medislot.booking.claim;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.time.Instant;

/**
 * Time of a doctor that became free.
 *
 * @param slot the slot that was booked or held
 * @param patient the patient who had it
 */
public record FreedTime(long id, SlotId slot, PatientId patient, Instant busyFrom, Instant busyUntil) {}
