package dev.medislot.gateway;

import dev.medislot.common.ProblemType;
import dev.medislot.web.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers for a service or a client that breaks off in the middle of an answer. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BrokenAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenAnswers.class);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenOff(IOException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LOG.warn("An answer broke off: {}", e.getClass().getSimpleName());
        if (response.isCommitted()) {
            throw e;
        }
        response.setContentLengthLong(-1);
        var refused = READS.contains(request.getMethod()) ? Refused.unavailable("The answer broke off")
                : Refused.outcomeUnknown();
        return refused.answer();
    }

    /** Has an IOException as its cause, which {@link #brokenOff} would take. */
    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<ProblemDetail> undecodable() {
        return new Refused(ProblemType.MALFORMED, "The parameters cannot be decoded").answer();
    }
}
