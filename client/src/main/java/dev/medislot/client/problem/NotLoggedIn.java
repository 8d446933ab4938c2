package dev.medislot.client.problem;

/** The call needs a valid token, or the email address or password is wrong (status 401). */
public final class NotLoggedIn extends ApiProblem {

    private static final long serialVersionUID = 1;

    NotLoggedIn(ProblemDocument document) {
        super(document);
    }
}
