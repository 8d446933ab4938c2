package dev.medislot.gateway;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused) {
        var answer = ResponseEntity.status(refused.problem().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        var retryAfter = refused.retryAfter();
        if (retryAfter != null) {
            var seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return answer.body(refused.problem().because(Objects.requireNonNull(refused.getMessage())));
    }

    /** A service or the client went away in the middle of an answer. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> brokenOff(IOException e, HttpServletResponse response) throws IOException {
        LOG.warn("An answer broke off: {}", e.getClass().getSimpleName());
        if (response.isCommitted()) {
            throw e;
        }
        response.setContentLengthLong(-1);
        return refused(new Refused(Problem.UNAVAILABLE, "The answer broke off", Refused.RETRY_SOON));
    }

    /** A stray percent sign, for one. */
    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<ProblemDetail> undecodable() {
        return refused(new Refused(Problem.MALFORMED, "The parameters cannot be decoded", null));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        LOG.error("Answered 500", e);
        return refused(new Refused(Problem.INTERNAL, "The cause is in our log", null));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = Problem.of(status);
        if (problem == Problem.INTERNAL) {
            LOG.error("Answered 500", e);
        }
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.because("See the API description"));
    }
}
