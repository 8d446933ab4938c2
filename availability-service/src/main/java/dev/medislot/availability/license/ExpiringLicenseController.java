package dev.medislot.availability.license;

import static java.time.ZoneOffset.UTC;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Licenses")
class ExpiringLicenseController {

    private final ExpiringLicenses expiringLicenses;
    private final Clock clock;

    ExpiringLicenseController(ExpiringLicenses expiringLicenses, Clock clock) {
        this.expiringLicenses = expiringLicenses;
        this.clock = clock;
    }

    @GetMapping("/api/v1/licenses/expiring")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "listExpiringLicenses",
            summary = "List licenses that end soon by last date, each with its number of later bookings",
            description = """
                    For staff. The bookings after the last date would lose their license.""")
    @Refusals(ProblemType.FORBIDDEN)
    Items<ExpiringLicense> list(@RequestParam(defaultValue = "60") @Min(0) @Max(3650) int days, Page page) {
        var now = clock.instant();
        // a day more, so that a license is listed while it is still its last date anywhere
        var from = LocalDate.ofInstant(now, UTC).minusDays(1);
        var rows = expiringLicenses.find(from, from.plusDays(1L + days), page.fetch(), page.after(2), now);
        return page.items(rows, license -> Cursor.of(license.validUntil(), license.id()));
    }
}
