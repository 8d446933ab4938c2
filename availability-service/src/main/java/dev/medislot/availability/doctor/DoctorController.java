package dev.medislot.availability.doctor;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.medislot.availability.account.PasswordChangeRequest;
import dev.medislot.availability.schedule.AffectedBooking;
import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.service.security.TokenSigner;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
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

@RestController
@RequestMapping("/api/v1/doctors")
@Tag(name = "Doctors")
class DoctorController {

    private static final Logger LOG = LoggerFactory.getLogger(DoctorController.class);

    record LoginRequest(@NotNull String email, @NotNull String password) {}

    record ChangedDoctor(@JsonUnwrapped DoctorProfile doctor, boolean reminders,
            List<AffectedBooking> affectedBookings) {

        static ChangedDoctor of(ChangeDoctor.Changed changed, List<AffectedBooking> affectedBookings) {
            return new ChangedDoctor(changed.profile(), changed.reminders(), affectedBookings);
        }
    }

    private final Doctors doctors;
    private final RegisterDoctor registerDoctor;
    private final ChangeDoctor changeDoctor;
    private final RegistrationProperties registration;
    private final PasswordEncoder passwords;
    private final TokenSigner tokens;
    private final Clock clock;
    private final String nobodysPassword;

    DoctorController(Doctors doctors, RegisterDoctor registerDoctor, ChangeDoctor changeDoctor,
            RegistrationProperties registration, PasswordEncoder passwords, TokenSigner tokens, Clock clock) {
        this.doctors = doctors;
        this.registerDoctor = registerDoctor;
        this.changeDoctor = changeDoctor;
        this.registration = registration;
        this.passwords = passwords;
        this.tokens = tokens;
        this.clock = clock;
        this.nobodysPassword = String.valueOf(passwords.encode(UUID.randomUUID().toString()));
    }

    @OpenToAll
    @PostMapping
    @Operation(summary = "Register a doctor")
    ResponseEntity<?> register(@Valid @RequestBody RegistrationRequest request, Optional<Caller> caller) {
        if (!registration.selfRegistration()) {
            caller.orElseThrow(() -> new Refused(ProblemType.UNAUTHENTICATED, "Only staff registers doctors here"))
                    .requireStaff();
        }
        return switch (registerDoctor.register(request)) {
            case RegisterDoctor.Outcome.Registered(var id) ->
                    ResponseEntity.created(URI.create("/api/v1/doctors/" + id))
                            .eTag(EntityTag.of(1))
                            .body(doctors.profile(id, clock.instant()).orElseThrow());
            case RegisterDoctor.Outcome.EmailTaken() ->
                    Problem.answer(ProblemType.EMAIL_TAKEN, "Another doctor has this email address");
        };
    }

    @OpenToAll
    @PostMapping("/login")
    @Operation(summary = "Log in as a doctor")
    TokenSigner.Login login(@Valid @RequestBody LoginRequest request) {
        var account = doctors.credentials(request.email().strip().toLowerCase(Locale.ROOT));
        // checked for unknown emails too, so that the response time does not reveal them
        var right = passwords.matches(request.password(), account.map(Credentials::password).orElse(nobodysPassword));
        if (!right || account.isEmpty()) {
            throw new Refused(ProblemType.UNAUTHENTICATED, "Email or password is wrong");
        }
        return tokens.login(account.get().id(), Role.DOCTOR, null);
    }

    @PostMapping("/{id}/password")
    @Operation(summary = "Change one's own password",
            description = "Tokens that were given out stay valid until they end")
    ResponseEntity<?> changePassword(@PathVariable UUID id, @Valid @RequestBody PasswordChangeRequest change,
            Caller caller) {
        var doctor = new DoctorId(id);
        if (!caller.is(doctor)) {
            throw Refused.forbidden();
        }
        var password = doctors.password(doctor).orElseThrow(Refused::notFound);
        if (!passwords.matches(change.currentPassword(), password)) {
            return Problem.answer(ProblemType.WRONG_PASSWORD, "Nothing was changed");
        }
        doctors.changePassword(doctor, Objects.requireNonNull(passwords.encode(change.newPassword())));
        LOG.info("Doctor {} changed their password", doctor);
        return ResponseEntity.noContent().build();
    }

    @OpenToAll
    @GetMapping
    @Operation(summary = "List doctors by name")
    Items<DoctorProfile> list(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = Items.DEFAULT) @Min(1) @Max(Items.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var rows = doctors.profiles(new DoctorFilter(state(state), specialty, q), NameAndId.parse(cursor), limit + 1,
                clock.instant());
        return Items.page(rows, limit, NameAndId::of);
    }

    private static @Nullable UsState state(@Nullable String code) {
        return code == null ? null
                : UsState.ofCode(code).orElseThrow(() -> Refused.invalid("state", "must be a state's two-letter code"));
    }

    @OpenToAll
    @GetMapping("/{id}")
    @Operation(summary = "A doctor's public profile")
    ResponseEntity<DoctorProfile> get(@PathVariable UUID id) {
        var doctor = doctors.profile(new DoctorId(id), clock.instant()).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(doctor.version())).body(doctor);
    }

    @PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
    @Operation(summary = "Change a doctor")
    ResponseEntity<?> change(@PathVariable UUID id, @RequestBody ObjectNode patch,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctorId = new DoctorId(id);
        caller.requireSelfOrStaff(doctorId);
        if (patch.has("password") && !caller.isStaff()) {
            throw Refused.invalid("password", "is changed with POST /api/v1/doctors/{id}/password");
        }
        return EditAnswer.changed(changeDoctor.change(doctorId, patch, ifMatch, mode, caller), ChangedDoctor::of);
    }
}
