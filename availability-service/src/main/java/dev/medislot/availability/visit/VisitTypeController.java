package dev.medislot.availability.visit;

import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Patches;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.OnceAnswer;
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
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/v1/visit-types")
@Tag(name = "Visit types")
class VisitTypeController {

    private final VisitTypes visitTypes;
    private final EditVisitTypes editVisitTypes;

    VisitTypeController(VisitTypes visitTypes, EditVisitTypes editVisitTypes) {
        this.visitTypes = visitTypes;
        this.editVisitTypes = editVisitTypes;
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = "listVisitTypes", summary = "List the visit types by name", description = """
            Retired types are left out.""")
    Items<VisitType> list(Page page) {
        return page.items(visitTypes.list(page.fetch(), page.after(2)), type -> Cursor.of(type.name(), type.id()));
    }

    @OpenToAll
    @GetMapping("/{visitTypeId}")
    @Operation(operationId = "getVisitType", summary = "Get a visit type", description = """
            A retired type too, because bookings keep it.""")
    @Answers(headers = HttpHeaders.ETAG)
    ResponseEntity<VisitType> get(@PathVariable UUID visitTypeId) {
        var type = visitTypes.find(visitTypeId).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(type.version())).body(type);
    }

    @PostMapping
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "addVisitType", summary = "Add a visit type", description = """
            For staff. Doctors offer it once they or staff have chosen it for them. There may be 62 at a time; beyond \
            that the answer is 409 `state-conflict`.""")
    @Answers(value = VisitType.class, status = 201, headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.STATE_CONFLICT })
    ResponseEntity<?> add(@Valid @RequestBody VisitTypeRequest request, IdempotencyKey key, Caller caller) {
        return OnceAnswer.of(editVisitTypes.add(request, caller.actor(), key.on(request)),
                edit -> EditAnswer.of(edit,
                        made -> ResponseEntity.created(URI.create("/api/v1/visit-types/" + made.value().id()))
                                .eTag(EntityTag.of(made.version()))
                                .body(made.value())));
    }

    @PatchMapping(path = "/{visitTypeId}",
            consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "changeVisitType", summary = "Change a visit type", description = """
            For staff. Bookings keep their length and mode; the openings of all doctors who offer the type follow \
            within seconds.""")
    @Answers(value = VisitType.class, headers = HttpHeaders.ETAG)
    @Refusals(ProblemType.FORBIDDEN)
    @Patches(value = VisitTypeRequest.class, name = "VisitTypePatch")
    ResponseEntity<?> change(@PathVariable UUID visitTypeId, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        return EditAnswer.of(editVisitTypes.change(visitTypeId, patch, ifMatch, caller.actor()),
                made -> ResponseEntity.ok().eTag(EntityTag.of(made.version())).body(made.value()));
    }

    @DeleteMapping("/{visitTypeId}")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "retireVisitType", summary = "Retire a visit type", description = """
            For staff. It is no longer listed and no doctor offers it any more; bookings stay as they are. A \
            doctor who offered only this type offers nothing then.""")
    @Answers(status = 204)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> retire(@PathVariable UUID visitTypeId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        return EditAnswer.of(editVisitTypes.retire(visitTypeId, ifMatch, caller.actor()),
                _ -> ResponseEntity.noContent().build());
    }
}
