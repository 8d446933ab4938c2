package dev.medislot.service.account;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.password.NewPassword;
import dev.medislot.service.security.AccountStore;
import dev.medislot.service.security.AccountStore.Confirmation.Confirmed;
import dev.medislot.service.security.AccountStore.Confirmation.Outdated;
import dev.medislot.service.security.AccountStore.Confirmation.Replaced;
import dev.medislot.service.security.AccountStore.Confirmation.Taken;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.json.Trimmed;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Links to reset a password and to confirm an email address, over HTTP; the same in every service with accounts. */
@RestController
@ConditionalOnBean(AccountStore.class)
@RequestMapping("/api/v1")
@Tag(name = "Links")
class LinkController {

    private static final int MAX_TOKEN = 100;

    /** @param role the kind of account; null for a patient's */
    record ResetRequest(@Trimmed @NotBlank @Size(max = 254) String email, @Nullable Role role) {}

    record NewPasswordRequest(@NotNull @Size(max = MAX_TOKEN) String token, @NotNull @Size(min = NewPassword.MIN_LENGTH,
            max = NewPassword.MAX_LENGTH) @NewPassword String newPassword) {}

    record ConfirmationRequest(@NotNull @Size(max = MAX_TOKEN) String token) {}

    private final ResetPassword resetPassword;
    private final ConfirmEmail confirmEmail;

    LinkController(ResetPassword resetPassword, ConfirmEmail confirmEmail) {
        this.resetPassword = resetPassword;
        this.confirmEmail = confirmEmail;
    }

    @OpenToAll
    @PostMapping("/passwords/reset")
    @Operation(operationId = "requestPasswordReset", summary = "Ask for a link that resets a password",
            description = """
                    The answer is the same for known and unknown addresses. A mail goes to the address of an \
                    account; its link works once, for 30 minutes by default. Without `role` it is a patient's.""")
    @Answers(status = 202)
    ResponseEntity<?> requestReset(@Valid @RequestBody ResetRequest request) {
        var role = Objects.requireNonNullElse(request.role(), Role.PATIENT);
        if (role == Role.SYSTEM) {
            throw Refused.invalid("role", "must be PATIENT, DOCTOR or STAFF");
        }
        resetPassword.request(request.email(), role);
        return ResponseEntity.accepted().build();
    }

    @OpenToAll
    @PostMapping("/passwords/reset/confirm")
    @Operation(operationId = "resetPassword", summary = "Choose a new password with the token of a link",
            description = """
                    The token is the part of the link after `#`. A new password logs the person out everywhere and \
                    confirms the address that the link was sent to. A token that was used or has expired is refused \
                    as `validation`.""")
    @Answers(status = 204)
    ResponseEntity<?> reset(@Valid @RequestBody NewPasswordRequest request) {
        return switch (resetPassword.reset(new LinkToken(request.token()), request.newPassword())) {
            case ResetPassword.Outcome.Reset _ -> ResponseEntity.noContent().build();
            case ResetPassword.Outcome.Outdated _ -> throw tokenWrong();
        };
    }

    @OpenToAll
    @PostMapping("/emails/confirm")
    @Operation(operationId = "confirmEmail", summary = "Confirm an email address with the token of a link",
            description = """
                    The token is the part of the link after `#`. A pending address takes the place of the former one, \
                    which gets a mail. A token that was used or has expired is refused as `validation`.""")
    @Answers(status = 204)
    @Refusals(ProblemType.EMAIL_TAKEN)
    ResponseEntity<?> confirm(@Valid @RequestBody ConfirmationRequest request) {
        return switch (confirmEmail.confirm(new LinkToken(request.token()))) {
            case Confirmed _,Replaced _ -> ResponseEntity.noContent().build();
            case Outdated _ -> throw tokenWrong();
            case Taken _ -> Problem.answer(ProblemType.EMAIL_TAKEN, "Use another address");
        };
    }

    @PostMapping("/emails/confirm/resend")
    @Operation(operationId = "resendConfirmation", summary = "Ask for another link that confirms your email address",
            description = """
                    A mail goes to the pending address, or to the current one if it is not confirmed. At most five \
                    links work at a time; a further one is not sent.""")
    @Answers(status = 202)
    ResponseEntity<?> resend(Caller caller) {
        confirmEmail.resend(caller.id(), caller.role());
        return ResponseEntity.accepted().build();
    }

    private static Refused tokenWrong() {
        return Refused.invalid("token", "is wrong, was used or has expired: ask for a new link");
    }
}
