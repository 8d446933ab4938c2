package dev.medislot.client.problem;

/** There is nothing at that address, or nothing that the caller may see (status 404). */
public final class NotFound extends ApiProblem {

    private static final long serialVersionUID = 1;

    NotFound(ProblemDocument document) {
        super(document);
    }
}
