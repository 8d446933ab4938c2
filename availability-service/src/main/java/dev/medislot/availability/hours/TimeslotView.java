package dev.medislot.availability.hours;

import dev.medislot.availability.slot.Window;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A timeslot as it is shown; times without seconds, local to the doctor's zone. */
@Schema(name = "Timeslot")
record TimeslotView(UUID id, String start, String end, boolean recurring, @Nullable LocalDate until) {

    static TimeslotView of(Timeslot timeslot) {
        Window window = timeslot.window();
        return new TimeslotView(timeslot.id(), window.startOn(window.first()).toString(),
                window.endOn(window.first()).toString(), window.recurring(), window.until());
    }
}
