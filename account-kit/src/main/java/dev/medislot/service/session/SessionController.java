package dev.medislot.service.session;

import dev.medislot.common.ProblemType;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.AccountStore;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Refreshes and ends of sessions over HTTP, the same in every service that keeps accounts. */
@RestController
@ConditionalOnBean(AccountStore.class)
@RequestMapping("/api/v1/sessions")
@Tag(name = "Sessions")
class SessionController {

    record RefreshRequest(@NotNull String refreshToken) {}

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    @OpenToAll
    @PostMapping("/refresh")
    @Operation(operationId = "refreshSession", summary = "Get the next access token", description = """
            The answer has a new refresh token too; the one in the request is used up. A refresh token that is used \
            again ends its session, because then two callers have it; within ten seconds after its first use it is \
            only refused. A client that lost the answer logs in again.""")
    @Refusals(ProblemType.UNAUTHENTICATED)
    Login refresh(@Valid @RequestBody RefreshRequest request) {
        return RefreshToken.of(request.refreshToken())
                .flatMap(sessions::refresh)
                .orElseThrow(SessionController::unauthenticated);
    }

    @OpenToAll
    @PostMapping("/logout")
    @Operation(operationId = "logOut", summary = "End a session", description = """
            The session's refresh token is used up, and every service refuses its access tokens within seconds.""")
    @Answers(status = 204)
    @Refusals(ProblemType.UNAUTHENTICATED)
    ResponseEntity<?> logOut(@Valid @RequestBody RefreshRequest request) {
        if (RefreshToken.of(request.refreshToken()).filter(sessions::end).isEmpty()) {
            throw unauthenticated();
        }
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/revoke")
    @Operation(operationId = "endAllSessions", summary = "End all your sessions", description = """
            Logs you out everywhere, here too: every service refuses all your tokens within seconds.""")
    @Answers(status = 204)
    ResponseEntity<?> revoke(Caller caller) {
        sessions.endAllOf(caller);
        return ResponseEntity.noContent().build();
    }

    private static Refused unauthenticated() {
        return new Refused(ProblemType.UNAUTHENTICATED, "The refresh token is wrong, used or expired");
    }
}
