package dev.medislot.client.problem;

import java.time.Duration;

/** The server is busy or a part of it is unavailable: repeat the request later (status 429, 503). */
public final class TryLater extends ApiProblem {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    TryLater(ProblemDocument document, Duration retryAfter) {
        super(document);
        this.retryAfter = retryAfter;
    }

    /** How long to wait. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
