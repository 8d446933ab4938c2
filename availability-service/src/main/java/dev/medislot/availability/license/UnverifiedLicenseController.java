package dev.medislot.availability.license;

import dev.medislot.availability.license.UnverifiedLicenses.UnverifiedLicense;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Licenses")
class UnverifiedLicenseController {

    private final UnverifiedLicenses unverifiedLicenses;

    UnverifiedLicenseController(UnverifiedLicenses unverifiedLicenses) {
        this.unverifiedLicenses = unverifiedLicenses;
    }

    @GetMapping("/api/v1/licenses/unverified")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "listUnverifiedLicenses", summary = "List licenses that wait for verification",
            description = """
                    For staff, the longest wait first. `POST /doctors/{id}/licenses/{licenseId}/verify` verifies one; \\
                    send its `version` in quotation marks as `If-Match`.""")
    @Refusals(ProblemType.FORBIDDEN)
    Items<UnverifiedLicense> list(Page page) {
        return page.items(unverifiedLicenses.find(page.fetch(), page.after(2)),
                license -> Cursor.of(license.waitingSince(), license.id()));
    }
}
