package dev.medislot.booking.patient;

import dev.medislot.booking.patient.AddDependent.Outcome.Added;
import dev.medislot.booking.patient.AddDependent.Outcome.GuardianIsDependent;
import dev.medislot.booking.patient.AddDependent.Outcome.GuardianUnknown;
import dev.medislot.booking.patient.AddDependent.Outcome.TooMany;
import dev.medislot.common.PatientId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.OnceAnswer;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Dependents over HTTP: children and other patients without a login. */
@RestController
@RequestMapping("/api/v1/patients/{id}/dependents")
@Tag(name = "Patients")
class DependentController {

    private final AddDependent addDependent;
    private final Patients patients;

    DependentController(AddDependent addDependent, Patients patients) {
        this.addDependent = addDependent;
        this.patients = patients;
    }

    @GetMapping
    @OnlyFor(value = Role.STAFF, self = Role.PATIENT)
    @Operation(operationId = "listDependents", summary = "List a patient's dependents, the eldest first",
            description = "The list has one page.")
    @Refusals(ProblemType.NOT_FOUND)
    Items<Patient> list(@PathVariable UUID id, Caller caller) {
        var guardian = own(id, caller);
        if (patients.findById(guardian).isEmpty()) {
            throw Refused.notFound();
        }
        return new Items<>(patients.findDependents(guardian), null);
    }

    @PostMapping
    @OnlyFor(value = Role.STAFF, self = Role.PATIENT)
    @Operation(operationId = "addDependent", summary = "Register a dependent of a patient", description = """
            A dependent is a patient of its own without a login. Its guardian books, moves, cancels and rates for it \
            with `patientId`, and gets its mails; it has no dependents itself. Without `address` it lives with the \
            guardian. A patient has at most ten dependents unless the clinic sets another number; one more is \
            refused as `state-conflict`.""")
    @Answers(value = Patient.class, status = 201, headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals({ ProblemType.NOT_FOUND, ProblemType.STATE_CONFLICT })
    ResponseEntity<?> add(@PathVariable UUID id, @Valid @RequestBody DependentRequest request, IdempotencyKey key,
            Caller caller) {
        return OnceAnswer.of(addDependent.add(own(id, caller), request, key.on(request)), outcome -> switch (outcome) {
            case Added(var patient) -> ResponseEntity.created(URI.create("/api/v1/patients/" + patient.id()))
                    .eTag(EntityTag.of(patient.version()))
                    .body(patient);
            case GuardianUnknown _ -> Refused.notFound().answer();
            case GuardianIsDependent _ ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "A dependent cannot have dependents");
            case TooMany(var max) -> Problem.answer(ProblemType.STATE_CONFLICT,
                    "A patient may have at most %d dependents".formatted(max));
        });
    }

    private static PatientId own(UUID id, Caller caller) {
        var patient = new PatientId(id);
        if (!caller.isStaff() && !caller.is(patient)) {
            throw Refused.notFound();
        }
        return patient;
    }
}
