package dev.medislot.availability.opening;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param localStart in the zone that was asked for, if any
 * @param visitTypeId null for the default visit
 */
@Schema(name = "Opening")
record OpeningView(SlotId id, DoctorId doctorId, String doctorName, Instant start, Instant end,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String localStart,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String localEnd, @Nullable UUID visitTypeId,
        @Nullable String visitTypeName, VisitMode mode) {

    static OpeningView of(Opening opening, @Nullable ZoneId zone) {
        var visit = opening.visit();
        return new OpeningView(opening.slotId(), opening.doctor(), opening.doctorName(), opening.start(), opening.end(),
                local(opening.start(), zone), local(opening.end(), zone), visit == null ? null : visit.type(),
                visit == null ? null : visit.name(), visit == null ? VisitMode.VIDEO : visit.mode());
    }

    private static @Nullable String local(Instant instant, @Nullable ZoneId zone) {
        return zone == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }
}
