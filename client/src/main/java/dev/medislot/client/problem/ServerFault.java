package dev.medislot.client.problem;

/** The server failed, or the answer is no problem document (other statuses from 500). */
public final class ServerFault extends ApiProblem {

    private static final long serialVersionUID = 1;

    ServerFault(ProblemDocument document) {
        super(document);
    }
}
