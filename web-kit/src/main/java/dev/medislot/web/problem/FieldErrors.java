package dev.medislot.web.problem;

import jakarta.validation.ConstraintViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** The wrong inputs that Spring has found, by their paths and without the names of classes. */
final class FieldErrors {

    private FieldErrors() {}

    static List<Refused.FieldError> of(BindingResult bound) {
        var errors = new ArrayList<Refused.FieldError>();
        bound.getFieldErrors()
                .forEach(error -> errors.add(new Refused.FieldError(field(error), message(error, bound))));
        bound.getGlobalErrors().forEach(error -> errors.add(new Refused.FieldError("", message(error))));
        return errors;
    }

    static List<Refused.FieldError> of(HandlerMethodValidationException e) {
        return e.getParameterValidationResults().stream().flatMap(FieldErrors::of).toList();
    }

    private static Stream<Refused.FieldError> of(ParameterValidationResult result) {
        if (result instanceof ParameterErrors fields) {
            return fields.getFieldErrors()
                    .stream()
                    .map(error -> new Refused.FieldError(field(error), message(error, fields)));
        }
        var name = String.valueOf(result.getMethodParameter().getParameterName());
        return result.getResolvableErrors().stream().map(error -> new Refused.FieldError(name, message(error)));
    }

    private static String field(FieldError error) {
        return error.contains(ConstraintViolation.class) ? FieldPath.of(error.unwrap(ConstraintViolation.class))
                : error.getField();
    }

    private static String message(MessageSourceResolvable error) {
        return String.valueOf(error.getDefaultMessage());
    }

    /** Spring's own message about a failed conversion contains class names. */
    private static String message(FieldError error, Errors bound) {
        return error.isBindingFailure() ? expected(bound.getFieldType(error.getField())) : message(error);
    }

    static String expected(@Nullable Class<?> type) {
        return type == null ? "is not readable" : ExpectedInput.message(type);
    }
}
