package dev.medislot.web.problem;

import dev.medislot.common.ProblemType;
import jakarta.servlet.ServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problem documents. The detail is shown to the caller, so nothing internal belongs in it. */
public final class Problem {

    /** The gateway's page about all problem types. */
    private static final String HELP = "/docs/problems#";

    private Problem() {}

    public static ProblemDetail of(ProblemType type, String detail) {
        var problem = ProblemDetail.forStatus(type.status());
        problem.setType(type.uri());
        problem.setTitle(type.title());
        problem.setDetail(detail);
        problem.setProperty("help", HELP + type.slug());
        return problem;
    }

    static void identify(ProblemDetail problem, ServletRequest request) {
        problem.setProperty("requestId", RequestIds.of(request));
    }

    /** The whole answer, with the document as its body. */
    public static ResponseEntity<ProblemDetail> answer(ProblemType type, String detail) {
        return ResponseEntity.status(type.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(of(type, detail));
    }

    /** The general type for a status: malformed for other client errors, internal for the rest. */
    static ProblemType typeFor(HttpStatusCode status) {
        return switch (HttpStatus.valueOf(status.value())) {
            case UNAUTHORIZED -> ProblemType.UNAUTHENTICATED;
            case FORBIDDEN -> ProblemType.FORBIDDEN;
            case NOT_FOUND -> ProblemType.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> ProblemType.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> ProblemType.NOT_ACCEPTABLE;
            case UNSUPPORTED_MEDIA_TYPE -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case CONTENT_TOO_LARGE -> ProblemType.PAYLOAD_TOO_LARGE;
            case SERVICE_UNAVAILABLE -> ProblemType.UNAVAILABLE;
            case NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED -> ProblemType.MALFORMED;
            default -> status.is4xxClientError() ? ProblemType.MALFORMED : ProblemType.INTERNAL;
        };
    }
}
