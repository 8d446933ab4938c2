package dev.medislot.availability.doctor;

import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.common.DoctorId;
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
import dev.medislot.web.StateCode;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/v1/doctors")
@Tag(name = "Doctors")
class DoctorController {

    private final Doctors doctors;
    private final RegisterDoctor registerDoctor;
    private final ChangeDoctor changeDoctor;
    private final RegistrationProperties registration;
    private final Clock clock;

    DoctorController(Doctors doctors, RegisterDoctor registerDoctor, ChangeDoctor changeDoctor,
            RegistrationProperties registration, Clock clock) {
        this.doctors = doctors;
        this.registerDoctor = registerDoctor;
        this.changeDoctor = changeDoctor;
        this.registration = registration;
        this.clock = clock;
    }

    @OpenToAll
    @PostMapping
    @Operation(operationId = "registerDoctor", summary = "Register a doctor", description = """
            For staff; with the setting `medislot.self-registration`, anyone may register. A repeat with the same \
            `Idempotency-Key` does not compare the password; the first counts.""")
    @Answers(value = DoctorProfile.class, status = 201, headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.EMAIL_TAKEN })
    ResponseEntity<?> register(@Valid @RequestBody RegistrationRequest request, IdempotencyKey key,
            Optional<Caller> caller) {
        requireMayRegister(caller);
        return OnceAnswer.of(registerDoctor.register(request, key.on(request)), outcome -> switch (outcome) {
            case RegisterDoctor.Outcome.Registered(var doctor) ->
                    ResponseEntity.created(URI.create("/api/v1/doctors/" + doctor.id()))
                            .eTag(EntityTag.of(doctor.version()))
                            .body(doctor.seenBy(caller));
            case RegisterDoctor.Outcome.EmailTaken() ->
                    Problem.answer(ProblemType.EMAIL_TAKEN, "Another doctor has this email address");
        });
    }

    private void requireMayRegister(Optional<Caller> caller) {
        if (!registration.selfRegistration()) {
            caller.orElseThrow(() -> new Refused(ProblemType.UNAUTHENTICATED, "Only staff registers doctors here"))
                    .requireStaff();
        }
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = "listDoctors", summary = "List doctors by name", description = """
            `state` lists the doctors with a license there that is valid today. `q` finds every word of it as a part \
            of name or specialty, in any order. `q` and `specialty` ignore case and accents. Only staff sees inactive \
            doctors, and the `status` of each.""")
    Items<DoctorProfile> list(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable String q, Page page, Optional<Caller> caller) {
        var status = caller.filter(Caller::isStaff).isPresent() ? null : DoctorStatus.ACTIVE;
        var licensed = state == null ? null : StateCode.parse(state);
        var rows = doctors
                .profiles(new DoctorFilter(licensed, specialty, q, status), page.fetch(), page.after(3),
                        clock.instant())
                .stream()
                .map(doctor -> doctor.seenBy(caller))
                .toList();
        return page.items(rows, doctor -> Cursor.of(doctor.lastName(), doctor.firstName(), doctor.id()));
    }

    @OpenToAll
    @GetMapping("/{id}")
    @Operation(operationId = "getDoctor", summary = "Get a doctor's public profile", description = """
            The profile has no email address, and a `status` only for staff. The profile of an inactive \
            doctor stays, so that bookings can show it.""")
    @Answers(headers = HttpHeaders.ETAG)
    ResponseEntity<DoctorProfile> get(@PathVariable UUID id, Optional<Caller> caller) {
        var doctor = doctors.profile(new DoctorId(id), clock.instant()).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(doctor.version())).body(doctor.seenBy(caller));
    }

    @PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "changeDoctor", summary = "Change a doctor", description = """
            A doctor changes their own profile, staff all. The answer lists the bookings whose slot the \
            edit takes away. Staff sets the `status`: an inactive doctor does not log in and offers nothing, \
            and their hours count again once they are active. Another `email` needs \
            `currentPassword`, unless staff changes it. It is the `pendingEmail` \
            until the link that is sent there is opened; until then the former address stays. `startEvery` counts \
            for doctors with visit types. `videoLink` and `place` are for patients with a booking; in person a doctor \
            sees patients at the `place` only. Visits in person follow the place to another state; those for which the \
            doctor has no license there are in `affectedBookings`.""")
    @Answers(value = EditAnswer.Edited.class, of = ChangeDoctor.Changed.class, headers = HttpHeaders.ETAG)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.EMAIL_TAKEN, ProblemType.WRONG_PASSWORD })
    @Patches(value = DoctorRequest.class, name = "DoctorPatch")
    ResponseEntity<?> change(@PathVariable UUID id, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctorId = new DoctorId(id);
        requireRight(patch, caller);
        return EditAnswer.changed(changeDoctor.change(doctorId, patch, ifMatch, mode, caller),
                changed -> changed.seenBy(caller));
    }

    private static void requireRight(ObjectNode patch, Caller caller) {
        if (patch.has("password") && !caller.isStaff()) {
            throw Refused.invalid("password", "is changed with POST /api/v1/doctors/{id}/password");
        }
        if (patch.has("status")) {
            caller.requireStaff();
        }
    }
}
