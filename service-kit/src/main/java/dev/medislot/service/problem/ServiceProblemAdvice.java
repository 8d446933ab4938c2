package dev.medislot.service.problem;

import dev.medislot.common.ProblemType;
import dev.medislot.web.problem.ErrorLog;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns exceptions of the database and of Spring Security into problem documents, before the advice of web.problem.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ServiceProblemAdvice {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final ErrorLog log = new ErrorLog(LoggerFactory.getLogger(ServiceProblemAdvice.class));

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unauthenticated(AuthenticationException e) {
        var detail = e instanceof InsufficientAuthenticationException ? "This needs a bearer token"
                : "The bearer token is not valid";
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON) // an unreadable Accept would leave the body out
                .body(Problem.of(ProblemType.UNAUTHENTICATED, detail));
    }

    @ExceptionHandler(AccessDeniedException.class)
    ResponseEntity<ProblemDetail> forbidden() {
        return Refused.forbidden().answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(RequestRejectedException e, HttpServletRequest request) {
        return Refused.undecodable(request.getContentType()).answer();
    }

    /** PostgreSQL has rolled the transaction back. */
    @ExceptionHandler({ TransientDataAccessException.class, QueryTimeoutException.class,
            ConcurrencyFailureException.class })
    ResponseEntity<ProblemDetail> rolledBack(Exception e) {
        log.warn("Answered 503, the database rolled back", e);
        return Refused.unavailable("Nothing was changed").answer();
    }

    /** A connection may break while PostgreSQL commits, and a request may have committed a step before. */
    @ExceptionHandler({ DataAccessResourceFailureException.class, CannotCreateTransactionException.class,
            TransactionSystemException.class })
    ResponseEntity<ProblemDetail> lost(Exception e, HttpServletRequest request) {
        log.warn("Answered 503, the connection to the database was lost", e);
        return (READS.contains(request.getMethod()) ? Refused.unavailable("Nothing was changed")
                : Refused.outcomeUnknown()).answer();
    }
}
