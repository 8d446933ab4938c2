package dev.medislot.client.problem;

import dev.medislot.common.ProblemType;
import java.util.List;
import java.util.Optional;

/**
 * A refusal of the API. Each subclass stands for one reaction of the caller; {@link #type()} says exactly why.
 */
public abstract sealed class ApiProblem extends RuntimeException
        permits InvalidRequest, NotLoggedIn, NotAllowed, NotFound, Conflict, RuleViolated, TryLater, ServerFault {

    private static final long serialVersionUID = 1;

    private final transient ProblemDocument document;

    ApiProblem(ProblemDocument document) {
        super(document.summary());
        this.document = document;
    }

    /** The HTTP status. */
    public int status() {
        return document.status();
    }

    /** The last part of the problem's type, such as {@code slot-taken}. */
    public String slug() {
        return document.slug();
    }

    /** The problem's type; empty if this version of the client does not know it. */
    public Optional<ProblemType> type() {
        return document.known();
    }

    /** A sentence about this refusal. */
    public String detail() {
        return document.detail();
    }

    /** The id of the request, to find it in the logs; empty if the answer came from elsewhere, such as a proxy. */
    public Optional<String> requestId() {
        return Optional.ofNullable(document.requestId());
    }

    /** The invalid fields of the request; empty unless the input was invalid. */
    public List<FieldError> fields() {
        return document.errors();
    }
}
