package dev.medislot.availability.hours;

import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.EntityTag;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/doctors/{id}/working-hours")
@Tag(name = "Hours")
class WorkingHoursController {

    private final Timeslots timeslots;
    private final SetWorkingHours setWorkingHours;
    private final Clock clock;

    WorkingHoursController(Timeslots timeslots, SetWorkingHours setWorkingHours, Clock clock) {
        this.timeslots = timeslots;
        this.setWorkingHours = setWorkingHours;
        this.clock = clock;
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = "getWorkingHours",
            summary = "Get a doctor's week: the recurring timeslots that have not ended", description = """
                    The windows by day of the week, in the time zone of the doctor.""")
    @Answers(headers = HttpHeaders.ETAG)
    ResponseEntity<WorkingHours> get(@PathVariable UUID id) {
        var hours = timeslots.week(new DoctorId(id), clock.instant()).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(hours.version())).body(hours);
    }

    @PutMapping
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "setWorkingHours", summary = "Replace a doctor's week", description = """
            Days without windows are free. A window whose end comes before its start ends on the next day. The \
            answer lists the bookings whose slot the edit takes away.""")
    @Answers(value = EditAnswer.Edited.class, of = WorkingHours.class, headers = HttpHeaders.ETAG)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.OVERLAP })
    ResponseEntity<?> set(@PathVariable UUID id, @Valid @RequestBody WorkingHoursRequest wanted,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.changed(setWorkingHours.set(doctor, wanted, ifMatch, mode, caller), Function.identity());
    }
}
