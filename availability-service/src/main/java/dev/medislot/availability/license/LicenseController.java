package dev.medislot.availability.license;

import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Patches;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.Cursor;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/v1/doctors/{id}/licenses")
@Tag(name = "Licenses")
class LicenseController {

    private static final String GRANT = """
            A license counts on the local dates of its state, in every time zone of it, from the first date to the \
            last. Licenses of one state may follow one another, so a renewal can be granted ahead; if they would \
            overlap, the answer is 409 `overlap`. A license that a doctor enters offers nothing until staff has \
            verified it, unless the setting `medislot.licenses.verification` is `trusted`.""";

    private final Licenses licenses;
    private final EditLicenses editLicenses;
    private final Schedules schedules;

    LicenseController(Licenses licenses, EditLicenses editLicenses, Schedules schedules) {
        this.licenses = licenses;
        this.editLicenses = editLicenses;
        this.schedules = schedules;
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = "listLicenses", summary = "List a doctor's licenses by state and first date",
            description = """
                    Expired and future licenses are listed too.""")
    Items<License> list(@PathVariable UUID id, Page page) {
        var doctor = schedules.get(new DoctorId(id)).doctor();
        var after = page.after(2);
        var rows = licenses.findPage(doctor, after == null ? "" : after.constant(0, UsState.class).name(),
                after == null ? LocalDate.EPOCH : after.date(1), page.fetch());
        return page.items(rows, license -> Cursor.of(license.state(), license.validFrom()));
    }

    @OpenToAll
    @GetMapping("/{licenseId}")
    @Operation(operationId = "getLicense", summary = "Get a license", description = """
            One license of the doctor.""")
    @Answers(headers = HttpHeaders.ETAG)
    ResponseEntity<License> get(@PathVariable UUID id, @PathVariable UUID licenseId) {
        var license = licenses.findByDoctorIdAndId(new DoctorId(id), licenseId).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(license.version())).body(license);
    }

    @PostMapping
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "grantLicense", summary = "Grant a license",
            description = GRANT + " A preview stores nothing and answers 200.")
    @Answers(value = EditAnswer.Edited.class, of = License.class, status = { 201, 200 },
            headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.OVERLAP })
    ResponseEntity<?> grant(@PathVariable UUID id, @Valid @RequestBody LicenseRequest request,
            @Valid @ParameterObject EditMode mode, IdempotencyKey key, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.created(editLicenses.grant(doctor, request, mode, caller, key.on(request)), mode,
                license -> "/api/v1/doctors/%s/licenses/%s".formatted(doctor, license.id()), Function.identity());
    }

    @PatchMapping(path = "/{licenseId}",
            consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "changeLicense", summary = "Change a license", description = """
            A license that a doctor changes waits for verification again and offers nothing until then; only an \
            earlier end leaves it verified. To renew a license without a gap, grant the next one ahead. The answer \
            lists the bookings whose slot the edit takes away.""")
    @Answers(value = EditAnswer.Edited.class, of = License.class, headers = HttpHeaders.ETAG)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.OVERLAP })
    @Patches(value = LicenseRequest.class, name = "LicensePatch")
    ResponseEntity<?> change(@PathVariable UUID id, @PathVariable UUID licenseId, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.changed(editLicenses.change(doctor, licenseId, patch, ifMatch, mode, caller),
                Function.identity());
    }

    @PostMapping("/{licenseId}/verify")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "verifyLicense", summary = "Verify a license", description = """
                    For staff. From now on the license counts: openings follow at once. A license that is verified \
            already stays as it is. With `If-Match`, a license that the doctor has changed since it was read is \
            not verified.""")
    @Answers(value = EditAnswer.Edited.class, of = License.class, headers = HttpHeaders.ETAG)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> verify(@PathVariable UUID id, @PathVariable UUID licenseId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        return EditAnswer.changed(editLicenses.verify(new DoctorId(id), licenseId, ifMatch, caller),
                Function.identity());
    }

    @DeleteMapping("/{licenseId}")
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "revokeLicense", summary = "Revoke a license", description = """
            The answer lists the bookings whose slot the edit takes away.""")
    @Answers(EditAnswer.Removed.class)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> revoke(@PathVariable UUID id, @PathVariable UUID licenseId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.removed(editLicenses.revoke(doctor, licenseId, ifMatch, mode, caller));
    }
}
