package dev.medislot.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request here, with a problem document. */
public class Refused extends RuntimeException {

    public static final Duration RETRY_SOON = Duration.ofSeconds(2);

    private final Problem problem;
    private final @Nullable Duration retryAfter;

    /** The detail is shown to the caller. */
    public Refused(Problem problem, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    Problem problem() {
        return problem;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
