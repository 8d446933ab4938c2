package dev.medislot.service.problem;

import dev.medislot.web.problem.ExpectedInput;
import dev.medislot.web.problem.FieldPath;
import dev.medislot.web.problem.ProblemType;
import dev.medislot.web.problem.Refused;
import dev.medislot.web.problem.Refused.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
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

/** Turns everything thrown at the edge into a problem document; only what is our own fault is logged as an error. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused) {
        var problem = refused.type().because(refused.getMessage());
        if (!refused.errors().isEmpty()) {
            problem.setProperty("errors", refused.errors());
        }
        var answer = ResponseEntity.status(problem.getStatus());
        var retryAfter = refused.retryAfter();
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return answer.body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unauthenticated(AuthenticationException e) {
        var detail = e instanceof InsufficientAuthenticationException ? "This needs a bearer token"
                : "The bearer token is not valid";
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(ProblemType.UNAUTHENTICATED.because(detail));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> forbidden(AccessDeniedException e) {
        return refused(Refused.forbidden());
    }

    @ExceptionHandler({ DataAccessResourceFailureException.class, TransientDataAccessException.class,
            CannotCreateTransactionException.class, QueryTimeoutException.class, ConcurrencyFailureException.class })
    ResponseEntity<ProblemDetail> unavailable(Exception e) {
        LOG.warn("Answered 503, the database did not serve: {}", e.getClass().getSimpleName(), e);
        return refused(Refused.until(ProblemType.UNAVAILABLE, "Nothing was changed", RETRY_AFTER));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused(refused);
            }
            if (cause instanceof AuthenticationException unauthenticated) {
                return unauthenticated(unauthenticated);
            }
        }
        return e.getParameter().hasParameterAnnotation(PathVariable.class) ? refused(Refused.notFound())
                : refused(Refused.invalid(e.getName(), expected(e.getRequiredType())));
    }

    /** A stray percent sign, for one; a form is read as parameters too, and no path takes one. */
    @ExceptionHandler({ InvalidParameterException.class, RequestRejectedException.class })
    ResponseEntity<ProblemDetail> undecodable(HttpServletRequest request) {
        return isForm(request.getContentType()) ? ProblemType.UNSUPPORTED_MEDIA_TYPE.answer("See the API description")
                : ProblemType.MALFORMED.answer("The parameters cannot be decoded");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        LOG.error("Answered 500", e);
        return ProblemType.INTERNAL.answer("The cause is in our log");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = new ArrayList<FieldError>();
        var bound = e.getBindingResult();
        bound.getFieldErrors().forEach(error -> errors.add(new FieldError(field(error), message(error, bound))));
        e.getBindingResult().getGlobalErrors().forEach(error -> errors.add(new FieldError("", message(error))));
        return widened(refused(Refused.invalid(errors)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = new ArrayList<FieldError>();
        for (var result : e.getParameterValidationResults()) {
            if (result instanceof ParameterErrors fields) {
                fields.getFieldErrors()
                        .forEach(error -> errors.add(new FieldError(field(error), message(error, fields))));
            } else {
                var name = String.valueOf(result.getMethodParameter().getParameterName());
                result.getResolvableErrors().forEach(error -> errors.add(new FieldError(name, message(error))));
            }
        }
        return widened(refused(Refused.invalid(errors)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return widened(ProblemType.MALFORMED.answer("The body is not readable as JSON"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return widened(refused(Refused.invalid(e.getParameterName(), "is missing")));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(ServletRequestBindingException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return e instanceof MissingRequestHeaderException missing
                ? widened(refused(Refused.invalid(missing.getHeaderName(), "is missing")))
                : widened(ProblemType.MALFORMED.answer("The request is incomplete"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var type = ProblemType.of(status);
        if (type == ProblemType.INTERNAL) {
            LOG.error("Answered 500", e);
        }
        return ResponseEntity.status(type.status()).headers(headers).body(type.because("See the API description"));
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static String field(org.springframework.validation.FieldError error) {
        return error.contains(ConstraintViolation.class) ? FieldPath.of(error.unwrap(ConstraintViolation.class))
                : error.getField();
    }

    private static String message(MessageSourceResolvable error) {
        return String.valueOf(error.getDefaultMessage());
    }

    /** What Spring says of a value that it could not convert has class names in it. */
    private static String message(org.springframework.validation.FieldError error, Errors bound) {
        return error.isBindingFailure() ? expected(bound.getFieldType(error.getField())) : message(error);
    }

    private static String expected(@Nullable Class<?> type) {
        return type == null ? "is not readable" : ExpectedInput.message(type);
    }

    private static ResponseEntity<Object> widened(ResponseEntity<ProblemDetail> answer) {
        return ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders()).body(answer.getBody());
    }
}
