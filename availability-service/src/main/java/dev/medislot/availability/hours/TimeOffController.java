package dev.medislot.availability.hours;

import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Cursor;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/doctors/{id}/time-off")
@Tag(name = "Hours")
class TimeOffController {

    @Schema(name = "TimeOff")
    record TimeOffView(UUID id, String start, String end, @Nullable String reason) {

        static TimeOffView of(TimeOff timeOff) {
            return new TimeOffView(timeOff.id(), timeOff.start().toString(), timeOff.end().toString(),
                    timeOff.reason());
        }
    }

    private final TimeOffs timeOffs;
    private final EditTimeOff editTimeOff;
    private final Schedules schedules;
    private final Clock clock;

    TimeOffController(TimeOffs timeOffs, EditTimeOff editTimeOff, Schedules schedules, Clock clock) {
        this.timeOffs = timeOffs;
        this.editTimeOff = editTimeOff;
        this.schedules = schedules;
        this.clock = clock;
    }

    @GetMapping
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "listTimeOff", summary = "List a doctor's current and future time off by start",
            description = """
                    For the doctor and staff.""")
    @Refusals(ProblemType.FORBIDDEN)
    Items<TimeOffView> list(@PathVariable UUID id, Page page) {
        var doctor = new DoctorId(id);
        var today = LocalDate.ofInstant(clock.instant(), schedules.get(doctor).timeZone());
        var rows = timeOffs.of(doctor, today, page.fetch(), page.after(2)).stream().map(TimeOffView::of).toList();
        return page.items(rows, timeOff -> Cursor.of(timeOff.start(), timeOff.id()));
    }

    @GetMapping("/{timeOffId}")
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "getTimeOff", summary = "Get a time-off entry", description = """
            For the doctor and staff.""")
    @Answers(headers = HttpHeaders.ETAG)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<TimeOffView> get(@PathVariable UUID id, @PathVariable UUID timeOffId) {
        var doctor = new DoctorId(id);
        var timeOff = timeOffs.find(doctor, timeOffId).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(EditTimeOff.VERSION)).body(TimeOffView.of(timeOff));
    }

    @PostMapping
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "takeTimeOff", summary = "Take time off", description = """
            During time off no slot is offered. A preview stores nothing and answers 200. The answer lists \
            the bookings whose slot the edit takes away.""")
    @Answers(value = EditAnswer.Edited.class, of = TimeOffView.class, status = { 201, 200 },
            headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> take(@PathVariable UUID id, @Valid @RequestBody TimeOffRequest request,
            @Valid @ParameterObject EditMode mode, IdempotencyKey key, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.created(editTimeOff.take(doctor, request.timeOff(), mode, caller, key.on(request)), mode,
                timeOff -> "/api/v1/doctors/%s/time-off/%s".formatted(doctor, timeOff.id()), TimeOffView::of);
    }

    @DeleteMapping("/{timeOffId}")
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "deleteTimeOff", summary = "Delete a time-off entry", description = """
            The slots of that time are offered again.""")
    @Answers(EditAnswer.Removed.class)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> giveBack(@PathVariable UUID id, @PathVariable UUID timeOffId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.removed(editTimeOff.giveBack(doctor, timeOffId, ifMatch, mode, caller));
    }
}
