package dev.medislot.infra;

/** A part of the infrastructure could not be started or stopped; the message says which and where its log is. */
public final class InfrastructureFailed extends RuntimeException {

    public InfrastructureFailed(String message) {
        super(message);
    }

    public InfrastructureFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
