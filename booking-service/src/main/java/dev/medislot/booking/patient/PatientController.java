package dev.medislot.booking.patient;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.service.security.TokenSigner;
import dev.medislot.service.security.TokenSigner.Login;
import dev.medislot.web.Cursor;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.json.KnownZone;
import dev.medislot.web.json.MergePatch;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.problem.ProblemType;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.crypto.password.PasswordEncoder;
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

/** Patients' accounts over HTTP. */
@RestController
@RequestMapping("/api/v1/patients")
@Tag(name = "Patients")
class PatientController {

    private static final Logger LOG = LoggerFactory.getLogger(PatientController.class);
    private static final int MAX_PASSWORD_BYTES = 72;

    record Registration(@NotBlank @Email @Size(max = 254) String email,
            @NotNull @Size(min = 8, max = 72) String password, @NotBlank @OneLine @Size(max = 100) String firstName,
            @NotBlank @OneLine @Size(max = 100) String lastName,
            @Nullable @Pattern(regexp = "\\+?[0-9 ().-]{5,30}", message = "must be a telephone number") String phone,
            @NotNull @KnownZone String timeZone, @NotNull @Valid Address address, @Nullable Boolean reminders) {

        Profile profile() {
            return new Profile(email, firstName, lastName, phone, timeZone, address, !Boolean.FALSE.equals(reminders));
        }
    }

    record Credentials(@NotNull String email, @NotNull String password) {}

    record PasswordChange(@NotNull String currentPassword, @NotNull @Size(min = 8, max = 72) String newPassword) {}

    private final RegisterPatient registerPatient;
    private final ChangePatient changePatient;
    private final Patients patients;
    private final PasswordEncoder passwords;
    private final TokenSigner tokens;
    private final MergePatch mergePatch;
    private final String dummyPassword;

    PatientController(RegisterPatient registerPatient, ChangePatient changePatient, Patients patients,
            PasswordEncoder passwords, TokenSigner bookingTokenSigner, MergePatch mergePatch) {
        this.registerPatient = registerPatient;
        this.changePatient = changePatient;
        this.patients = patients;
        this.passwords = passwords;
        this.tokens = bookingTokenSigner;
        this.mergePatch = mergePatch;
        this.dummyPassword = String.valueOf(passwords.encode(UUID.randomUUID().toString()));
    }

    @OpenToAll
    @PostMapping
    @Operation(summary = "Register a patient")
    ResponseEntity<?> register(@RequestBody @Valid Registration registration) {
        requireBcryptLength("password", registration.password());
        var registered = registerPatient.register(registration.profile(), registration.password());
        if (registered.isEmpty()) {
            return ProblemType.EMAIL_TAKEN.answer("Log in, or use another address");
        }
        var patient = registered.get();
        return ResponseEntity.created(URI.create("/api/v1/patients/" + patient.id()))
                .eTag(EntityTag.of(patient.version()))
                .body(patient);
    }

    @OpenToAll
    @PostMapping("/login")
    @Operation(summary = "Log in as a patient")
    ResponseEntity<?> login(@RequestBody @Valid Credentials credentials) {
        var known = patients.credentials(credentials.email().strip().toLowerCase(Locale.ROOT));
        // an unknown email takes as long to refuse, so that the time does not reveal known ones
        var matches = passwords.matches(credentials.password(),
                known.map(Patients.Credentials::password).orElse(dummyPassword));
        if (known.isEmpty() || !matches) {
            return ProblemType.UNAUTHENTICATED.answer("Email and password do not match");
        }
        Login login = tokens.login(known.get().id().value(), Role.PATIENT, known.get().state());
        return ResponseEntity.ok(login);
    }

    @GetMapping
    @Operation(summary = "List patients by name (staff)")
    Items<Patient> list(@RequestParam(required = false) @Nullable String email,
            @RequestParam(defaultValue = Items.DEFAULT) @Min(1) @Max(Items.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor, Caller caller) {
        caller.requireStaff();
        var rows = patients.list(email, limit + 1, cursor == null ? null : Cursor.parse(cursor, 3));
        return Items.page(rows, limit, last -> Cursor.of(last.lastName(), last.firstName(), last.id()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get a patient's profile")
    ResponseEntity<Patient> one(@PathVariable UUID id, Caller caller) {
        var patient = patients.find(own(id, caller)).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(patient.version())).body(patient);
    }

    @PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", "application/json" })
    @Operation(summary = "Change a patient's profile, and list bookings that have no license in the new state",
            description = """
                    A token keeps the state that the patient lived in when they logged in, and `GET /slots` without \
                    `state` goes by it: after a move log in again or pass `state`, or it lists what a booking refuses \
                    as `not-licensed`.""")
    ResponseEntity<?> change(@PathVariable UUID id, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        var outcome = changePatient.change(own(id, caller), caller.actor(), ifMatch,
                profile -> mergePatch.apply(patch, profile, Profile.class));
        return switch (outcome) {
            case ChangePatient.Changed(var answer) ->
                    ResponseEntity.ok().eTag(EntityTag.of(answer.patient().version())).body(answer);
            case ChangePatient.EmailTaken _ -> ProblemType.EMAIL_TAKEN.answer("Use another address");
            case ChangePatient.PatientUnknown _ -> throw Refused.notFound();
            case ChangePatient.Stale(var version) ->
                    ProblemType.STALE.answer("Read it again: it is now version " + version);
        };
    }

    @PostMapping("/{id}/password")
    @Operation(summary = "Change your own password",
            description = "Tokens that were given out stay valid until they end")
    ResponseEntity<?> changePassword(@PathVariable UUID id, @RequestBody @Valid PasswordChange change, Caller caller) {
        var patient = own(id, caller);
        if (!caller.is(patient)) {
            throw Refused.forbidden();
        }
        requireBcryptLength("newPassword", change.newPassword());
        var password = patients.password(patient).orElseThrow(Refused::notFound);
        if (!passwords.matches(change.currentPassword(), password)) {
            return ProblemType.WRONG_PASSWORD.answer("Nothing was changed");
        }
        patients.changePassword(patient, String.valueOf(passwords.encode(change.newPassword())));
        LOG.info("Patient {} changed their password", patient);
        return ResponseEntity.noContent().build();
    }

    private static void requireBcryptLength(String field, String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_PASSWORD_BYTES) {
            throw Refused.invalid(field, "must be at most 72 bytes long");
        }
    }

    private static PatientId own(UUID id, Caller caller) {
        var patient = new PatientId(id);
        if (!caller.isStaff() && !caller.is(patient)) {
            throw Refused.notFound();
        }
        return patient;
    }
}
