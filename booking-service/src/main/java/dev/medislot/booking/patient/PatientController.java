package dev.medislot.booking.patient;

import dev.medislot.booking.guardian.Guardians;
import dev.medislot.common.PatientId;
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
import dev.medislot.web.json.EmailAddress;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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

/** Patients over HTTP: their registration and profiles. */
@RestController
@RequestMapping("/api/v1/patients")
@Tag(name = "Patients")
class PatientController {

    private static final Cursor FIRST = Cursor.of("", "", new UUID(0, 0));

    private final RegisterPatient registerPatient;
    private final ChangePatient changePatient;
    private final Patients patients;
    private final Guardians guardians;
    private final ExportPatient exportPatient;
    private final ErasePatient erasePatient;

    PatientController(RegisterPatient registerPatient, ChangePatient changePatient, Patients patients,
            Guardians guardians, ExportPatient exportPatient, ErasePatient erasePatient) {
        this.registerPatient = registerPatient;
        this.changePatient = changePatient;
        this.patients = patients;
        this.guardians = guardians;
        this.exportPatient = exportPatient;
        this.erasePatient = erasePatient;
    }

    @OpenToAll
    @PostMapping
    @Operation(operationId = "registerPatient", summary = "Register a patient", description = """
            Anyone may register; log in afterwards to book. Staff may leave out the password, and the email address \
            too if they give a telephone number: nothing is mailed to that patient, who cannot log in. A repeat \
            with the same `Idempotency-Key` does not compare the password; the first counts.""")
    @Answers(value = Patient.class, status = 201, headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals(ProblemType.EMAIL_TAKEN)
    ResponseEntity<?> register(@Valid @RequestBody RegistrationRequest request, IdempotencyKey key,
            Optional<Caller> caller) {
        // CompleteRegistration reads the caller by itself, so that an answer lists all faults of the body
        var once = registerPatient.register(request.profile(), request.password(), key.on(request));
        return OnceAnswer.of(once, outcome -> switch (outcome) {
            case RegisterPatient.Outcome.Registered(var patient) ->
                    ResponseEntity.created(URI.create("/api/v1/patients/" + patient.id()))
                            .eTag(EntityTag.of(patient.version()))
                            .body(patient);
            case RegisterPatient.Outcome.EmailTaken _ ->
                    Problem.answer(ProblemType.EMAIL_TAKEN, "Log in, or use another address");
        });
    }

    @GetMapping
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "listPatients", summary = "List or find patients, by name (staff)", description = """
            `q` finds parts of the first and last name in any order, of the telephone number with or without \
            punctuation and country code, of the email and of the date of birth, as `1984-03-07` or `3/7/1984`; \
            accents and case do not matter. `email` is the whole address.""")
    @Refusals(ProblemType.FORBIDDEN)
    Items<Patient> list(@RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable @Size(max = 200) String q, Page page) {
        var search = PatientSearch.of(Objects.requireNonNullElse(q, ""));
        var after = Objects.requireNonNullElse(page.after(3), FIRST);
        var rows = patients.search(email == null ? null : EmailAddress.normalized(email), search.text(), search.words(),
                search.digits(), after.text(0), after.text(1), after.uuid(2), page.fetch());
        return page.items(rows, last -> Cursor.of(last.lastName(), last.firstName(), last.id()));
    }

    @GetMapping("/{id}")
    @OnlyFor(value = Role.STAFF, self = Role.PATIENT, guardian = true)
    @Operation(operationId = "getPatient", summary = "Get a patient's profile", description = """
            Patients see their own profile and those of their dependents, staff all.""")
    @Answers(headers = HttpHeaders.ETAG)
    ResponseEntity<Patient> one(@PathVariable UUID id, Caller caller) {
        var patient = patients.findById(own(id, caller)).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(patient.version())).body(patient);
    }

    @PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", "application/json" })
    @OnlyFor(value = Role.STAFF, self = Role.PATIENT, guardian = true)
    @Operation(operationId = "changePatient",
            summary = "Change a patient's profile, and list bookings that have no license in the new state",
            description = """
                    A token keeps the state that the patient lived in when they logged in, and `GET /slots` without \
                    `state` goes by it: after a move log in again or pass `state`, or it lists what a booking refuses \
                    as `not-licensed`. Another `email` needs `currentPassword`, unless staff changes it. It is the \
                    `pendingEmail` until the link that is sent there is opened; until then the former address \
                    stays. A guardian changes the profile of a dependent, who has no `email`. A `phone` that the \
                    doctor of a visit by phone calls stays until that visit is over.""")
    @Answers(value = ChangePatient.Answer.class, headers = HttpHeaders.ETAG)
    @Refusals({ ProblemType.EMAIL_TAKEN, ProblemType.WRONG_PASSWORD, ProblemType.PHONE_NEEDED })
    @Patches(value = ProfileRequest.class, name = "PatientPatch")
    ResponseEntity<?> change(@PathVariable UUID id, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        return switch (changePatient.change(own(id, caller), patch, ifMatch, caller.actor())) {
            case ChangePatient.Changed(var answer) ->
                    ResponseEntity.ok().eTag(EntityTag.of(answer.patient().version())).body(answer);
            case ChangePatient.WrongPassword _ ->
                    Problem.answer(ProblemType.WRONG_PASSWORD, "Another email address needs the right currentPassword");
            case ChangePatient.PhoneNeeded _ -> Problem.answer(ProblemType.PHONE_NEEDED,
                    "The doctor calls this number for a visit ahead; change it instead, or cancel the visit first");
            case ChangePatient.EmailTaken _ -> Problem.answer(ProblemType.EMAIL_TAKEN, "Use another address");
            case ChangePatient.Stale(var version) -> EntityTag.stale(version);
        };
    }

    @GetMapping("/{id}/export")
    @OnlyFor(value = Role.STAFF, self = Role.PATIENT, guardian = true)
    @Operation(operationId = "exportPatient", summary = "Export all data of a patient", description = """
            The profile, dependents, bookings with each of their versions, holds and ratings. Mails are listed by \
            `GET /notifications`, accesses by `GET /patients/{id}/access`.""")
    PatientExport export(@PathVariable UUID id, Caller caller) {
        return exportPatient.export(own(id, caller)).orElseThrow(Refused::notFound);
    }

    @DeleteMapping("/{id}")
    @OnlyFor(value = Role.STAFF, self = Role.PATIENT, guardian = true)
    @Operation(operationId = "erasePatient", summary = "Erase a patient", description = """
            The profile is deleted, and upcoming bookings are cancelled. Past bookings and ratings stay without the \
            name and without words that were written in them. Other services and the mails follow within seconds; \
            the topic of contacts within a day or two. A patient gives `currentPassword`, also for a dependent; \
            staff needs none. A patient with dependents is refused as `state-conflict`: erase those first.""")
    @Refusals({ ProblemType.WRONG_PASSWORD, ProblemType.STATE_CONFLICT })
    @Answers(status = 204)
    ResponseEntity<?> erase(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody(required = false) @Nullable ErasureRequest request, Caller caller) {
        var password = request == null ? null : request.currentPassword();
        return switch (erasePatient.erase(own(id, caller), caller, ifMatch, password)) {
            case ErasePatient.Outcome.Erased _ -> ResponseEntity.noContent().build();
            case ErasePatient.Outcome.WrongPassword _ ->
                    Problem.answer(ProblemType.WRONG_PASSWORD, "An erasure needs the right currentPassword");
            case ErasePatient.Outcome.HasDependents _ ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "Erase the dependents of the patient first");
            case ErasePatient.Outcome.Stale(var version) -> EntityTag.stale(version);
        };
    }

    private PatientId own(UUID id, Caller caller) {
        var patient = new PatientId(id);
        if (!guardians.family(caller).mayActFor(patient)) {
            throw Refused.notFound();
        }
        return patient;
    }
}
