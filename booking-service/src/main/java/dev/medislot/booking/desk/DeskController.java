package dev.medislot.booking.desk;

import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Page;
import dev.medislot.web.StateCode;
import dev.medislot.web.TimeBounds;
import dev.medislot.web.json.PlausibleDate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The day of the front desk over HTTP. */
@RestController
@Tag(name = "Desk")
class DeskController {

    private final DeskDays days;

    DeskController(DeskDays days) {
        this.days = days;
    }

    @GetMapping("/api/v1/desk/day")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "getDeskDay", summary = "Show one day of all doctors side by side (staff)",
            description = """
                    Lists doctors by name who have a slot, booking or hold that starts on that day, which is a \
                    day in `timeZone`, or in each doctor's own zone without it. A booking is shown although \
                    its slot is no longer published; a published slot that shares time with a booking or hold \
                    is left out. Time off is not shown: its slots are not published. A free slot of a doctor with \
                    visit types has in `visits` each type that can start then, with the `slotId` to book; its own \
                    `id` and `end` are those of the shortest. `state` shows doctors who are licensed there on that \
                    day, or see a patient from there, and the visit types that patients from there may book. \
                    `limit` counts doctors.""")
    @Refusals(ProblemType.FORBIDDEN)
    DeskDay day(@RequestParam @PlausibleDate LocalDate date, @RequestParam(required = false) @Nullable String timeZone,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable UUID doctorId, Page page) {
        var zone = timeZone == null ? null : TimeBounds.in(timeZone).zone();
        var patientState = state == null ? null : StateCode.parse(state);
        var doctor = doctorId == null ? null : new DoctorId(doctorId);
        return days.show(new DeskFilter(date, zone, patientState, specialty, doctor), page);
    }
}
