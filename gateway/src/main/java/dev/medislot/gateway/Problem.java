package dev.medislot.gateway;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** What the gateway itself refuses, in the services' words. */
public enum Problem {
    MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Not a method of this path"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not available in that format"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not available right now, please try again");

    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(HttpStatus.NOT_IMPLEMENTED.value(),
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value());

    private final HttpStatus status;
    private final String title;

    Problem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    static Problem of(HttpStatusCode status) {
        for (var problem : values()) {
            if (problem.status.isSameCodeAs(status)) {
                return problem;
            }
        }
        return status.is4xxClientError() || NOT_UNDERSTOOD.contains(status.value()) ? MALFORMED : INTERNAL;
    }

    HttpStatus status() {
        return status;
    }

    ProblemDetail because(String detail) {
        var document = ProblemDetail.forStatusAndDetail(status, detail);
        document.setType(URI.create("urn:medislot:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-')));
        document.setTitle(title);
        return document;
    }
}
