package dev.medislot.availability.hours;

import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
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
import java.util.UUID;
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
@RequestMapping("/api/v1/doctors/{id}/timeslots")
@Tag(name = "Hours")
class TimeslotController {

    private final Timeslots timeslots;
    private final EditTimeslots editTimeslots;
    private final Schedules schedules;

    TimeslotController(Timeslots timeslots, EditTimeslots editTimeslots, Schedules schedules) {
        this.timeslots = timeslots;
        this.editTimeslots = editTimeslots;
        this.schedules = schedules;
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = "listTimeslots", summary = "List a doctor's timeslots by first date", description = """
            Both the weekly windows and those of one date.""")
    Items<TimeslotView> list(@PathVariable UUID id, Page page) {
        var doctor = schedules.get(new DoctorId(id)).doctor();
        var rows = timeslots.of(doctor, page.fetch(), page.after(2));
        var timeslots = page.items(rows, timeslot -> Cursor.of(timeslot.window().first(), timeslot.id()));
        return new Items<>(timeslots.items().stream().map(TimeslotView::of).toList(), timeslots.next());
    }

    @OpenToAll
    @GetMapping("/{timeslotId}")
    @Operation(operationId = "getTimeslot", summary = "Get a timeslot", description = """
            One window of the doctor.""")
    @Answers(headers = HttpHeaders.ETAG)
    ResponseEntity<TimeslotView> get(@PathVariable UUID id, @PathVariable UUID timeslotId) {
        var timeslot = timeslots.find(new DoctorId(id), timeslotId).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(timeslot.version())).body(TimeslotView.of(timeslot));
    }

    @PostMapping
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "addTimeslot", summary = "Add a timeslot", description = """
            A window of one date, or one of every week with `recurring`. It may end on the next date, and belongs to \
            the date on which it begins. A preview stores nothing and answers 200.""")
    @Answers(value = EditAnswer.Edited.class, of = TimeslotView.class, status = { 201, 200 },
            headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.OVERLAP })
    ResponseEntity<?> add(@PathVariable UUID id, @Valid @RequestBody TimeslotRequest request,
            @Valid @ParameterObject EditMode mode, IdempotencyKey key, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.created(editTimeslots.add(doctor, request.window(), mode, caller, key.on(request)), mode,
                timeslot -> "/api/v1/doctors/%s/timeslots/%s".formatted(doctor, timeslot.id()), TimeslotView::of);
    }

    @PatchMapping(path = "/{timeslotId}",
            consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "changeTimeslot", summary = "Change a timeslot", description = """
            The answer lists the bookings whose slot the edit takes away.""")
    @Answers(value = EditAnswer.Edited.class, of = TimeslotView.class, headers = HttpHeaders.ETAG)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.OVERLAP })
    @Patches(value = TimeslotRequest.class, name = "TimeslotPatch")
    ResponseEntity<?> change(@PathVariable UUID id, @PathVariable UUID timeslotId, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.changed(editTimeslots.change(doctor, timeslotId, patch, ifMatch, mode, caller),
                TimeslotView::of);
    }

    @DeleteMapping("/{timeslotId}")
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "removeTimeslot", summary = "Remove a timeslot", description = """
            The answer lists the bookings whose slot the edit takes away.""")
    @Answers(EditAnswer.Removed.class)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> remove(@PathVariable UUID id, @PathVariable UUID timeslotId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.removed(editTimeslots.remove(doctor, timeslotId, ifMatch, mode, caller));
    }
}
