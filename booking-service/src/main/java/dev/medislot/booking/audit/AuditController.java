package dev.medislot.booking.audit;

import dev.medislot.booking.audit.SelfAudit.Findings;
import dev.medislot.common.security.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The self-audit over HTTP, counted anew for every call. */
@RestController
class AuditController {

    private final SelfAudit audit;

    AuditController(SelfAudit audit) {
        this.audit = audit;
    }

    @GetMapping("/api/v1/audit")
    Findings audit(Caller caller) {
        caller.requireStaff();
        return audit.count();
    }
}
