package dev.medislot.client.problem;

/** The request is malformed or has invalid fields (status 400, 405, 406, 413, 415). */
public final class InvalidRequest extends ApiProblem {

    private static final long serialVersionUID = 1;

    InvalidRequest(ProblemDocument document) {
        super(document);
    }
}
