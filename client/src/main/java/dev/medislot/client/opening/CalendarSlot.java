package dev.medislot.client.opening;

import dev.medislot.common.SlotId;
import java.time.Instant;

/**
 * A slot of a doctor's calendar.
 *
 * @param localStart without an offset, in the doctor's zone
 * @param status {@code OPEN}, {@code BOOKED}, {@code TIME_OFF} or {@code PAST}
 */
public record CalendarSlot(SlotId id, Instant start, Instant end, String localStart, String localEnd, String status) {}
