package dev.medislot.booking.audit;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.OnlyFor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The self-audit over HTTP; every call counts again. */
@RestController
@Tag(name = "Audit")
class AuditController {

    private final SelfAudit audit;

    AuditController(SelfAudit audit) {
        this.audit = audit;
    }

    @GetMapping("/api/v1/audit")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "audit", summary = "Count inconsistencies in the tables (staff)", description = """
            All counts but `withoutLicense` are 0 in a healthy system. `withoutLicense` counts bookings that were kept \
            when a license ended; `GET /bookings/at-risk?why=NOT_LICENSED` lists them.""")
    @Refusals(ProblemType.FORBIDDEN)
    Findings audit() {
        return audit.count();
    }
}
