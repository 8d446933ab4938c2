package dev.medislot.booking.risk;

import dev.medislot.common.security.Caller;
import dev.medislot.common.web.Cursor;
import dev.medislot.common.web.Items;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The desk for bookings that lost their license. */
@RestController
@Tag(name = "Bookings")
class AtRiskController {

    private final BookingsAtRisk atRisk;

    AtRiskController(BookingsAtRisk atRisk) {
        this.atRisk = atRisk;
    }

    @GetMapping("/api/v1/bookings/at-risk")
    @Operation(summary = "Bookings without a valid license, with other doctors who could take them (staff)")
    Items<AtRisk> list(@RequestParam(defaultValue = Items.DEFAULT) @Min(1) @Max(Items.MOST) int limit,
            @RequestParam(required = false) @Nullable String cursor, Caller caller) {
        caller.requireStaff();
        var rows = atRisk.find(null, limit + 1, cursor == null ? null : Cursor.parse(cursor, 2));
        return Items.page(rows, limit, last -> Cursor.of(last.booking().start(), last.booking().id()));
    }
}
