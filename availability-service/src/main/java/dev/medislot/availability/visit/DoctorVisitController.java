package dev.medislot.availability.visit;

import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.availability.visit.DoctorVisits.DoctorVisitTypes;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.EntityTag;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
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
@RequestMapping("/api/v1/doctors/{id}/visit-types")
@Tag(name = "Visit types")
class DoctorVisitController {

    private final DoctorVisits doctorVisits;
    private final Schedules schedules;

    DoctorVisitController(DoctorVisits doctorVisits, Schedules schedules) {
        this.doctorVisits = doctorVisits;
        this.schedules = schedules;
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = "getDoctorVisitTypes", summary = "Get the visit types that a doctor offers",
            description = """
                    A doctor without visit types offers the default visit: by video, as long as the doctor's slot \
                    length. One whose types were all retired offers nothing until other types, or none, are \
                    chosen.""")
    @Answers(headers = HttpHeaders.ETAG)
    ResponseEntity<DoctorVisitTypes> get(@PathVariable UUID id) {
        var doctor = new DoctorId(id);
        return ResponseEntity.ok()
                .eTag(EntityTag.of(schedules.get(doctor).hoursVersion()))
                .body(doctorVisits.of(doctor));
    }

    @PutMapping
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "setDoctorVisitTypes", summary = "Choose the visit types that a doctor offers",
            description = """
                    Openings follow at once: they start every `startEvery` minutes from the start of each window, by \
                    default as often as a slot is long, and the whole visit lies within the window. A booking that \
                    could not be made again at its time is affected; it keeps its length. An empty list returns to the \
                    default visit. `IN_PERSON` types are offered by a doctor with a place, to patients who will be in \
                    its state.""")
    @Answers(value = EditAnswer.Edited.class, of = DoctorVisitTypes.class, headers = HttpHeaders.ETAG)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> set(@PathVariable UUID id, @Valid @RequestBody DoctorVisitTypes wanted,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.changed(doctorVisits.choose(doctor, wanted, ifMatch, mode, caller), Function.identity());
    }
}
