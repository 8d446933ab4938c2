package dev.medislot.client.problem;

/** A rule of the clinic does not allow it: no license, too late and so on (status 422). */
public final class RuleViolated extends ApiProblem {

    private static final long serialVersionUID = 1;

    RuleViolated(ProblemDocument document) {
        super(document);
    }
}
