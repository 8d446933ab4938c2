package dev.medislot.availability.doctor;

import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.Accounts;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.LoginRequest;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.service.security.PasswordChangeRequest;
import dev.medislot.service.security.TokenSigner;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logins and passwords of doctors over HTTP. */
@RestController
@RequestMapping("/api/v1/doctors")
@Tag(name = "Doctors")
class DoctorAccountController {

    private static final Logger LOG = LoggerFactory.getLogger(DoctorAccountController.class);

    private final Doctors doctors;
    private final Accounts accounts;

    DoctorAccountController(Doctors doctors, Accounts accounts) {
        this.doctors = doctors;
        this.accounts = accounts;
    }

    @OpenToAll
    @PostMapping("/login")
    @Operation(operationId = "logInDoctor", summary = "Log in as a doctor", description = """
            The answer has a bearer token for the other operations. An unknown email address and a wrong \
            password get the same refusal.""")
    TokenSigner.Login login(@Valid @RequestBody LoginRequest request) {
        return accounts.login(request, Role.DOCTOR, doctors::account);
    }

    @PostMapping("/{id}/password")
    @OnlyFor(self = Role.DOCTOR)
    @Operation(operationId = "changeDoctorPassword", summary = "Change one's own password",
            description = "Tokens issued before stay valid until they expire")
    @Answers(status = 204)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.WRONG_PASSWORD })
    ResponseEntity<?> changePassword(@PathVariable UUID id, @Valid @RequestBody PasswordChangeRequest change,
            Caller caller) {
        caller.requireSelf(Role.DOCTOR, id);
        var doctor = new DoctorId(id);
        var current = doctors.password(doctor).orElseThrow(Refused::notFound);
        if (!accounts.change(change, current, encoded -> doctors.changePassword(doctor, encoded))) {
            return Problem.answer(ProblemType.WRONG_PASSWORD, "Nothing was changed");
        }
        LOG.info("Doctor {} changed their password", doctor);
        return ResponseEntity.noContent().build();
    }
}
