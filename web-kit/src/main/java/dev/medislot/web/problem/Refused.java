package dev.medislot.web.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request at the edge with a problem document. For what every path refuses alike (validation, missing rights,
 * stale entity tags); what a use case may answer is a sealed outcome instead.
 */
public class Refused extends RuntimeException {

    /** One input that is not acceptable, by its path in the request. */
    public record FieldError(String field, String message) {}

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

    /** Refused for now; the caller is told to come back after that time. */
    public static Refused until(ProblemType type, String detail, Duration retryAfter) {
        return new Refused(type, detail, List.of(), retryAfter);
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

    public ProblemType type() {
        return type;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNullElse(super.getMessage(), "");
    }
}
