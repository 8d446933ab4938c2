package dev.medislot.booking.claim;

import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time of a doctor that became free.
 *
 * @param slot the slot that was booked or held
 * @param patient the patient who had it; null for time that the doctor did not offer before
 */
public record FreedTime(long id, SlotId slot, @Nullable PatientId patient, Instant busyFrom, Instant busyUntil) {}
