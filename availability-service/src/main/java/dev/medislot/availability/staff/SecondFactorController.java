package dev.medislot.availability.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import dev.medislot.availability.staff.SecondFactor.Confirmation;
import dev.medislot.availability.staff.SecondFactor.Setup;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.AccountStore.Account;
import dev.medislot.service.security.Accounts;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.LoginRequest;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The second factor of staff over HTTP. A member sets it up with the password, because a login may need it. */
@RestController
@RequestMapping("/api/v1/staff")
@Tag(name = "Staff")
class SecondFactorController {

    @Schema(name = "Confirmation")
    record SecondFactorRequest(@NotNull String email,
            @JsonProperty(access = Access.WRITE_ONLY) @NotNull String password, @NotNull String code) {}

    record NewSecondFactor(String secret, String uri) {

        static NewSecondFactor of(String email, String secret) {
            return new NewSecondFactor(secret, "otpauth://totp/Medislot:%s?secret=%s&issuer=Medislot"
                    .formatted(URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20"), secret));
        }
    }

    private final SecondFactor secondFactor;
    private final Accounts accounts;

    SecondFactorController(SecondFactor secondFactor, Accounts accounts) {
        this.secondFactor = secondFactor;
        this.accounts = accounts;
    }

    @OpenToAll
    @PostMapping("/login/second-factor")
    @Operation(operationId = "beginSecondFactor", summary = "Set up the second factor of staff", description = """
            The answer has a secret for an authenticator app (RFC 6238). It counts once a code is confirmed; until \
            then a repeat gets a new secret. A second factor that counts must be removed by another staff member \
            first: `state-conflict`.""")
    @Answers(NewSecondFactor.class)
    @Refusals({ ProblemType.UNAUTHENTICATED, ProblemType.STATE_CONFLICT })
    ResponseEntity<?> begin(@Valid @RequestBody LoginRequest request) {
        return switch (secondFactor.begin(verified(request).id())) {
            case Setup.Begun(var secret) -> ResponseEntity.ok(NewSecondFactor.of(request.email(), secret));
            case Setup.AlreadyOn _ -> Problem.answer(ProblemType.STATE_CONFLICT, "There is a second factor already");
        };
    }

    @OpenToAll
    @PostMapping("/login/second-factor/confirm")
    @Operation(operationId = "confirmSecondFactor", summary = "Turn the second factor on", description = """
            Takes a code that the authenticator app shows. From then on each login needs one; all sessions end.""")
    @Answers(status = 204)
    @Refusals(ProblemType.UNAUTHENTICATED)
    ResponseEntity<?> confirm(@Valid @RequestBody SecondFactorRequest request) {
        var account = verified(new LoginRequest(request.email(), request.password()));
        return switch (secondFactor.confirm(account.id(), request.code())) {
            case Confirmation.Confirmed _ -> ResponseEntity.noContent().build();
            case Confirmation.WrongCode _ ->
                    Problem.answer(ProblemType.UNAUTHENTICATED, "The code is wrong, or nothing was set up");
        };
    }

    @DeleteMapping("/{id}/second-factor")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "removeSecondFactor", summary = "Remove a colleague's second factor", description = """
            For staff, after a colleague lost it; all their sessions end. Members cannot remove their own: \
            `state-conflict`.""")
    @Answers(status = 204)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.STATE_CONFLICT })
    ResponseEntity<?> remove(@PathVariable UUID id, Caller caller) {
        if (id.equals(caller.id())) {
            return Problem.answer(ProblemType.STATE_CONFLICT, "Another staff member must do this");
        }
        secondFactor.remove(id, caller.id());
        return ResponseEntity.noContent().build();
    }

    private Account verified(LoginRequest request) {
        return accounts.verified(request, Role.STAFF);
    }
}
