package dev.medislot.availability.opening;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Set;

/**
 * A stretch of a doctor's time, free or not; local times are the doctor's.
 *
 * @param furtherStates states whose patients can book this slot if it is open, but not every slot of the day; left out
 *     when empty
 */
@Schema(name = "CalendarSlot")
record CalendarSlot(SlotId id, Instant start, Instant end, String localStart, String localEnd, Status status,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<UsState> furtherStates) {

    CalendarSlot withFurtherStates(Set<UsState> states) {
        return new CalendarSlot(id, start, end, localStart, localEnd, status, states);
    }

    @Schema(name = "CalendarSlotStatus")
    enum Status {
        OPEN, BOOKED, TIME_OFF, PAST
    }
}
