package dev.medislot.service.idempotency;

import dev.medislot.common.ProblemType;
import dev.medislot.service.idempotency.Once.First;
import dev.medislot.service.idempotency.Once.KeyReused;
import dev.medislot.service.idempotency.Once.Repeat;
import dev.medislot.service.idempotency.Once.StillRunning;
import dev.medislot.web.problem.Problem;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The HTTP answer to a request that is carried out at most once. */
public final class OnceAnswer {

    private static final String RETRY_AFTER_SECONDS = "1";

    private OnceAnswer() {}

    /** Answers a repeat as the first request, and marks it with {@code Idempotent-Replayed}. */
    public static <T> ResponseEntity<?> of(Once<T> once, Function<T, ? extends ResponseEntity<?>> answer) {
        return switch (once) {
            case First<T>(var outcome) -> answer.apply(outcome);
            case Repeat<T>(var outcome) -> replayed(answer.apply(outcome));
            case KeyReused<T> _ -> Problem.answer(ProblemType.IDEMPOTENCY_CONFLICT, "Use a new key for a new request");
            case StillRunning<T> _ -> stillRunning();
        };
    }

    private static ResponseEntity<?> replayed(ResponseEntity<?> first) {
        return ResponseEntity.status(first.getStatusCode())
                .headers(first.getHeaders())
                .header("Idempotent-Replayed", "true")
                .body(first.getBody());
    }

    /** The only problem with a second status: this conflict ends by itself, so the same request may be repeated. */
    private static ResponseEntity<?> stillRunning() {
        var problem = Problem.of(ProblemType.IDEMPOTENCY_CONFLICT, "The first request with this key is still running");
        problem.setStatus(HttpStatus.CONFLICT);
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(problem);
    }
}
