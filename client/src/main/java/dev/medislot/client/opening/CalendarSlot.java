package dev.medislot.client.opening;

import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot of a doctor's calendar.
 *
 * @param localStart without an offset, in the doctor's zone
 * @param status {@code OPEN}, {@code BOOKED}, {@code TIME_OFF} or {@code PAST}
 * @param furtherStates states whose patients can book this slot but not every slot of the day; null without any
 */
public record CalendarSlot(SlotId id, Instant start, Instant end, String localStart, String localEnd, String status,
        @Nullable List<UsState> furtherStates) {}
