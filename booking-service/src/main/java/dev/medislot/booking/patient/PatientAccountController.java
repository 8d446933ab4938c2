package dev.medislot.booking.patient;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.LoginRequest;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.service.security.PasswordAnswers;
import dev.medislot.service.security.PasswordChangeRequest;
import dev.medislot.service.session.Login;
import dev.medislot.service.session.Logins;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logins and passwords of patients over HTTP. */
@RestController
@RequestMapping("/api/v1/patients")
@Tag(name = "Patients")
class PatientAccountController {

    private final PasswordAnswers passwordAnswers;
    private final Logins logins;

    PatientAccountController(PasswordAnswers passwordAnswers, Logins logins) {
        this.passwordAnswers = passwordAnswers;
        this.logins = logins;
    }

    @OpenToAll
    @PostMapping("/login")
    @Operation(operationId = "logInPatient", summary = "Log in as a patient", description = """
            The answer has a bearer token for the other operations. An unknown email address and a wrong \
            password get the same refusal.""")
    Login login(@Valid @RequestBody LoginRequest request) {
        return logins.logIn(request, Role.PATIENT);
    }

    @PostMapping("/{id}/password")
    @OnlyFor(self = Role.PATIENT)
    @Operation(operationId = "changePatientPassword", summary = "Change your own password",
            description = "All your sessions end, so log in again with the new password")
    @Answers(status = 204)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.WRONG_PASSWORD })
    ResponseEntity<?> changePassword(@PathVariable UUID id, @Valid @RequestBody PasswordChangeRequest change) {
        return passwordAnswers.change(change, Role.PATIENT, id);
    }
}
