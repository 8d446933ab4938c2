package dev.medislot.availability.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.OnceAnswer;
import dev.medislot.service.password.NewPassword;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.LoginRequest;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.service.security.PasswordAnswers;
import dev.medislot.service.security.PasswordChangeRequest;
import dev.medislot.service.session.Login;
import dev.medislot.service.session.Logins;
import dev.medislot.web.json.DeliverableEmail;
import dev.medislot.web.json.Trimmed;
import dev.medislot.web.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/staff")
@Tag(name = "Staff")
class StaffController {

    @Schema(name = "NewStaffMember")
    record StaffMemberRequest(@Trimmed @NotBlank @Email @DeliverableEmail @Size(max = 254) String email,
            @JsonProperty(access = Access.WRITE_ONLY) @NotNull @Size(min = NewPassword.MIN_LENGTH,
                    max = NewPassword.MAX_LENGTH) @NewPassword String password) {}

    record StaffLoginRequest(@NotNull @Size(max = 254) String email,
            @JsonProperty(access = Access.WRITE_ONLY) @NotNull @Size(max = NewPassword.MAX_LENGTH) String password,
            @Nullable @Size(max = 6) String code) {}

    @Schema(name = "StaffMember")
    record AddedStaffMember(UUID id, String email) {}

    private final AddStaffMember addStaffMember;
    private final PasswordAnswers passwordAnswers;
    private final Logins logins;
    private final SecondFactor secondFactor;

    StaffController(AddStaffMember addStaffMember, PasswordAnswers passwordAnswers, Logins logins,
            SecondFactor secondFactor) {
        this.addStaffMember = addStaffMember;
        this.passwordAnswers = passwordAnswers;
        this.logins = logins;
        this.secondFactor = secondFactor;
    }

    @OpenToAll
    @PostMapping("/login")
    @Operation(operationId = "logInStaff", summary = "Log in as staff", description = """
            The answer has a bearer token for the other operations. An unknown email address and a wrong \
            password get the same refusal. A member with a second factor sends the `code` of the authenticator app \
            too; without it the refusal is `second-factor`.""")
    @Refusals(ProblemType.SECOND_FACTOR)
    Login login(@Valid @RequestBody StaffLoginRequest request) {
        return logins.logIn(new LoginRequest(request.email(), request.password()), Role.STAFF,
                account -> secondFactor.check(account.id(), request.code()));
    }

    @PostMapping
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "addStaffMember", summary = "Add a staff member", description = """
            For staff. The new member logs in with this email address and password. A repeat with the same \
            `Idempotency-Key` does not compare the password; the first counts. The answer has no `Location`, because \
            a staff member has no address from which to read it.""")
    @Answers(value = AddedStaffMember.class, status = 201)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.EMAIL_TAKEN })
    ResponseEntity<?> add(@Valid @RequestBody StaffMemberRequest request, IdempotencyKey key, Caller caller) {
        var once = addStaffMember.add(request.email(), request.password(), caller.id(), key.on(request));
        return OnceAnswer.of(once, outcome -> switch (outcome) {
            case AddStaffMember.Outcome.Added(var id, var email) ->
                    ResponseEntity.status(HttpStatus.CREATED).body(new AddedStaffMember(id, email));
            case AddStaffMember.Outcome.EmailTaken() ->
                    Problem.answer(ProblemType.EMAIL_TAKEN, "Another staff member has this email address");
        });
    }

    @PostMapping("/{id}/password")
    @OnlyFor(self = Role.STAFF)
    @Operation(operationId = "changeStaffPassword", summary = "Change your own password",
            description = "All your sessions end, so log in again with the new password")
    @Answers(status = 204)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.WRONG_PASSWORD })
    ResponseEntity<?> changePassword(@PathVariable UUID id, @Valid @RequestBody PasswordChangeRequest change) {
        return passwordAnswers.change(change, Role.STAFF, id);
    }
}
