package dev.medislot.client.problem;

/** The caller may not do that (status 403). */
public final class NotAllowed extends ApiProblem {

    private static final long serialVersionUID = 1;

    NotAllowed(ProblemDocument document) {
        super(document);
    }
}
