package dev.medislot.web.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Every reason a request is refused; the type is {@code urn:medislot:problem:<name in kebab case>}. */
public enum ProblemType {
    VALIDATION(HttpStatus.BAD_REQUEST, "Some of the input is not acceptable"),
    MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Log in first"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "Not allowed for this caller"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Not a method of this path"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not available in that format"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Not a format that is understood"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
    SLOT_TAKEN(HttpStatus.CONFLICT, "The slot is taken"),
    PATIENT_BUSY(HttpStatus.CONFLICT, "The patient has a booking at that time"),
    EMAIL_TAKEN(HttpStatus.CONFLICT, "The email address is in use"),
    OVERLAP(HttpStatus.CONFLICT, "The times overlap"),
    STATE_CONFLICT(HttpStatus.CONFLICT, "Not possible in the present state"),
    IDEMPOTENCY_CONFLICT(HttpStatus.CONFLICT, "The idempotency key belongs to another request"),
    STALE(HttpStatus.PRECONDITION_FAILED, "It has changed since it was read"),
    NOT_LICENSED(HttpStatus.UNPROCESSABLE_CONTENT, "The doctor is not licensed where the patient will be"),
    SLOT_IN_PAST(HttpStatus.UNPROCESSABLE_CONTENT, "The slot has started already"),
    TOO_LATE(HttpStatus.UNPROCESSABLE_CONTENT, "Too close to the start"),
    TOO_MANY_BOOKINGS(HttpStatus.UNPROCESSABLE_CONTENT, "The patient has as many bookings as allowed"),
    WRONG_PASSWORD(HttpStatus.UNPROCESSABLE_CONTENT, "The current password is another one"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not available right now, please try again");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The general type for a status: malformed for other client errors, internal for the rest. */
    public static ProblemType of(HttpStatusCode status) {
        return switch (HttpStatus.valueOf(status.value())) {
            case UNAUTHORIZED -> UNAUTHENTICATED;
            case FORBIDDEN -> FORBIDDEN;
            case NOT_FOUND -> NOT_FOUND;
            case METHOD_NOT_ALLOWED -> METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> NOT_ACCEPTABLE;
            case UNSUPPORTED_MEDIA_TYPE -> UNSUPPORTED_MEDIA_TYPE;
            case CONTENT_TOO_LARGE -> PAYLOAD_TOO_LARGE;
            case SERVICE_UNAVAILABLE -> UNAVAILABLE;
            case NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED -> MALFORMED;
            default -> status.is4xxClientError() ? MALFORMED : INTERNAL;
        };
    }

    public HttpStatus status() {
        return status;
    }

    public URI uri() {
        return URI.create("urn:medislot:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The document; the detail is shown to the caller, so nothing internal belongs in it. */
    public ProblemDetail because(String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(uri());
        problem.setTitle(title);
        return problem;
    }

    /** The whole answer with this document as its body. */
    public ResponseEntity<ProblemDetail> answer(String detail) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(because(detail));
    }
}
