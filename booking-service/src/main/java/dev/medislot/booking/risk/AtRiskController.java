package dev.medislot.booking.risk;

import dev.medislot.booking.risk.AtRisk.Why;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bookings at risk over HTTP. */
@RestController
@Tag(name = "Bookings")
class AtRiskController {

    private final BookingsAtRisk atRisk;

    AtRiskController(BookingsAtRisk atRisk) {
        this.atRisk = atRisk;
    }

    @GetMapping("/api/v1/bookings/at-risk")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "listBookingsAtRisk",
            summary = "List upcoming bookings that lost their license or slot, with doctors who could take over "
                    + "(staff)",
            description = """
                    `why` is `NOT_LICENSED` if the doctor has no license for the patient's state on that day. \
                    Otherwise it is `NOT_OFFERED`: the doctor's day no longer has that slot, because hours, time off \
                    or slot length changed and the booking was kept. `proposals` are of the same visit type, as long \
                    as it lasts with the other doctor; those of the default visit are at least as long as the visit. \
                    Move the booking to the `slotId` of one. To keep doctor and start in a new length, move it to its \
                    own `slotId`. `?why=` filters by reason, `?doctorId=` by doctor.""")
    @Refusals(ProblemType.FORBIDDEN)
    Items<AtRisk> list(@RequestParam(required = false) @Nullable Why why,
            @RequestParam(required = false) @Nullable UUID doctorId, Page page) {
        var rows = atRisk.find(null, doctorId == null ? null : new DoctorId(doctorId), why, page.fetch(),
                page.after(2));
        return page.items(rows, last -> Cursor.of(last.booking().start(), last.booking().id()));
    }
}
