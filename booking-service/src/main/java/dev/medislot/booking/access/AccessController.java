package dev.medislot.booking.access;

import dev.medislot.booking.guardian.Guardians;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The trail of one patient over HTTP. */
@RestController
@Tag(name = "Patients")
class AccessController {

    private final AccessTrail trail;

    private final Guardians guardians;

    AccessController(AccessTrail trail, Guardians guardians) {
        this.trail = trail;
        this.guardians = guardians;
    }

    @GetMapping("/api/v1/patients/{id}/access")
    @OnlyFor(value = Role.STAFF, self = Role.PATIENT, guardian = true)
    @Operation(operationId = "listAccess", summary = "List the accesses to a patient's data, newest first",
            description = """
                    Every read by other people, with repeats within an hour as one entry, and every change of the \
                    profile, password, email address, bookings and waitlist, also by the patient. A request by \
                    the link in a mail about an offer, without a login, is listed as that of the person to whom \
                    the mail went, also a read. Reads and resends of mails follow within seconds. Holds and the \
                    patient's own ratings are not listed. Ids only.""")
    Items<AccessTrail.Entry> list(@PathVariable UUID id, Page page, Caller caller) {
        var patient = new PatientId(id);
        if (!guardians.family(caller).mayActFor(patient)) {
            throw Refused.notFound();
        }
        return page.items(trail.of(patient, page.fetch(), page.after(2)),
                entry -> Cursor.of(entry.at(), Long.toString(entry.id())));
    }
}
