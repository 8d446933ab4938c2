package dev.medislot.web.problem;

import dev.medislot.common.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Ends a request with a problem document. For refusals that all paths share (invalid input, an unknown id, missing
 * rights); a use case's own refusals are sealed outcomes instead.
 */
public class Refused extends RuntimeException {

    /** An invalid field, named by its path in the request. */
    public record FieldError(String field, String message) {}

    private static final Duration RETRY_SOON = Duration.ofSeconds(2);

    private final ProblemType type;
    private final List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    private Refused(ProblemType type, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    public Refused(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    /** Refuses for now; Retry-After names that time. */
    public static Refused until(ProblemType type, String detail, Duration retryAfter) {
        return new Refused(type, detail, List.of(), retryAfter);
    }

    /** Refuses for now; Retry-After names two seconds. */
    public static Refused unavailable(String detail) {
        return until(ProblemType.UNAVAILABLE, detail, RETRY_SOON);
    }

    /** Refuses an answer about a change that may have been made. */
    public static Refused outcomeUnknown() {
        return unavailable("It is not known whether the request was carried out; "
                + "repeating it with the same Idempotency-Key is safe");
    }

    public static Refused invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Refused invalid(List<FieldError> errors) {
        return new Refused(ProblemType.VALIDATION, "See errors", List.copyOf(errors), null);
    }

    public static Refused notFound() {
        return new Refused(ProblemType.NOT_FOUND, "There is nothing here, or nothing that this caller may see");
    }

    public static Refused forbidden() {
        return new Refused(ProblemType.FORBIDDEN, "This caller may not do that");
    }

    /** Refuses parameters that cannot be decoded: fields of a form too, and no path of the API reads a form. */
    public static Refused undecodable(@Nullable String contentType) {
        return contentType != null && contentType.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                ? new Refused(ProblemType.UNSUPPORTED_MEDIA_TYPE, "See the API description")
                : new Refused(ProblemType.MALFORMED, "The parameters cannot be decoded");
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** The problem document, with Retry-After in whole seconds, rounded up. */
    public ResponseEntity<ProblemDetail> answer() {
        var problem = Problem.of(type, getMessage());
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        var answer = ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            var seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return answer.body(problem);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
