package dev.medislot.client.problem;

/** The current state does not allow it: the slot is taken, the version is stale and so on (status 409, 412). */
public final class Conflict extends ApiProblem {

    private static final long serialVersionUID = 1;

    Conflict(ProblemDocument document) {
        super(document);
    }
}
