package dev.medislot.availability.opening;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * @param localStart in the zone that was asked for, if any
 */
@Schema(name = "Opening")
record OpeningView(SlotId id, DoctorId doctorId, String doctorName, Instant start, Instant end,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String localStart,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String localEnd) {

    static OpeningView of(Opening opening, @Nullable ZoneId zone) {
        return new OpeningView(new SlotId(opening.doctor(), opening.start()), opening.doctor(), opening.doctorName(),
                opening.start(), opening.end(), local(opening.start(), zone), local(opening.end(), zone));
    }

    private static @Nullable String local(Instant instant, @Nullable ZoneId zone) {
        return zone == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }
}
