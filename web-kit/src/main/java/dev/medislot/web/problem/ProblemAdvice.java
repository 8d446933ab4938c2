package dev.medislot.web.problem;

import dev.medislot.common.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns exceptions about web input into problem documents; logs only unexpected ones as errors. */
@RestControllerAdvice
@Order(ProblemAdvice.ORDER)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final String HEALTH = "/actuator/health/";

    private final ErrorLog log = new ErrorLog(LoggerFactory.getLogger(ProblemAdvice.class));

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused) {
        return refused.answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused.answer();
            }
        }
        return e.getParameter().hasParameterAnnotation(PathVariable.class) ? Refused.notFound().answer()
                : Refused.invalid(e.getName(), FieldErrors.expected(e.getRequiredType())).answer();
    }

    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<ProblemDetail> undecodable(HttpServletRequest request) {
        return Refused.undecodable(request.getContentType()).answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e, HttpServletRequest request) {
        if (isUnknownHealth(e, request)) {
            return Refused.notFound().answer();
        }
        log.error("Answered 500", e);
        return Problem.answer(ProblemType.INTERNAL, "The cause is in our log");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return widened(Refused.invalid(FieldErrors.of(e.getBindingResult())).answer());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return widened(Refused.invalid(FieldErrors.of(e)).answer());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return widened(Problem.answer(ProblemType.MALFORMED, "The body is not readable as JSON"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return widened(Refused.invalid(e.getParameterName(), "is missing").answer());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(ServletRequestBindingException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return e instanceof MissingRequestHeaderException missing
                ? widened(Refused.invalid(missing.getHeaderName(), "is missing").answer())
                : widened(Problem.answer(ProblemType.MALFORMED, "The request is incomplete"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var type = Problem.typeFor(status);
        if (type == ProblemType.INTERNAL) {
            log.error("Answered 500", e);
        }
        return ResponseEntity.status(type.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(type, "See the API description"));
    }

    /** Boot's health endpoint throws for an unknown component of an unknown component. */
    private static boolean isUnknownHealth(Exception e, HttpServletRequest request) {
        return e instanceof IllegalStateException && request.getRequestURI().startsWith(HEALTH);
    }

    private static ResponseEntity<Object> widened(ResponseEntity<ProblemDetail> answer) {
        return ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders()).body(answer.getBody());
    }
}
