package dev.medislot.web.json;

import dev.medislot.common.ProblemType;
import dev.medislot.web.problem.ExpectedInput;
import dev.medislot.web.problem.FieldPath;
import dev.medislot.web.problem.Refused;
import dev.medislot.web.problem.Refused.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON into values and names every unacceptable field, not only the first: a value that cannot be read is noted
 * and taken out, and the rest is read again.
 */
class JsonInput {

    private static final int MAX_ERRORS = 20;

    private final JsonMapper json;
    private final Validator validator;

    JsonInput(JsonMapper json, Validator validator) {
        this.json = StrictJson.of(json);
        this.validator = validator;
    }

    /** Refuses input that cannot be read; the value is not validated yet. */
    Object read(JsonNode input, Type type) {
        var reader = json.readerFor(json.constructType(type));
        var errors = new ArrayList<FieldError>();
        ControlCharacters.takeOut(input, "", errors, MAX_ERRORS);
        while (errors.size() < MAX_ERRORS) {
            try {
                @Nullable
                Object value = reader.readValue(input);
                if (value == null) {
                    break;
                }
                if (errors.isEmpty()) {
                    return value;
                }
                errors.addAll(invalidBesides(errors, value));
                break;
            } catch (JacksonException e) {
                var error = takenOut(input, e);
                if (error == null) {
                    errors.addAll(missingBesides(errors, e));
                    break;
                }
                errors.add(error);
            }
        }
        throw errors.isEmpty()
                ? new Refused(ProblemType.MALFORMED, "The body is not readable as JSON of the right form")
                : Refused.invalid(errors);
    }

    /**
     * Throws {@link Refused} for a value whose annotations forbid it. A field that the patch does not name may be older
     * than a constraint for new values.
     */
    void validate(Object value, ObjectNode patch) {
        var errors = validator.validate(value)
                .stream()
                .filter(violation -> !isForNewValues(violation) || isNamed(violation, patch))
                .map(JsonInput::error)
                .toList();
        if (!errors.isEmpty()) {
            throw Refused.invalid(errors);
        }
    }

    private static boolean isForNewValues(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .isAnnotationPresent(NewValuesOnly.class);
    }

    private static boolean isNamed(ConstraintViolation<?> violation, ObjectNode patch) {
        return patch.has(violation.getPropertyPath().iterator().next().getName());
    }

    /** A removed field is missing now; that is not reported a second time. */
    private List<FieldError> invalidBesides(List<FieldError> unreadable, Object value) {
        return validator.validate(value)
                .stream()
                .map(JsonInput::error)
                .filter(error -> unreadable.stream().noneMatch(other -> other.field().equals(error.field())))
                .toList();
    }

    /** A missing primitive without a constraint: there is no value to remove before reading on. */
    private static List<FieldError> missingBesides(List<FieldError> errors, JacksonException e) {
        var field = field(e.getPath());
        return field.isEmpty() || errors.stream().anyMatch(other -> other.field().equals(field)) ? List.of()
                : List.of(new FieldError(field, "must not be null"));
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        return new FieldError(FieldPath.of(violation), violation.getMessage());
    }

    private static @Nullable FieldError takenOut(JsonNode input, JacksonException e) {
        var path = e.getPath();
        if (path.isEmpty()) {
            return null;
        }
        var parent = input;
        for (var step : path.subList(0, path.size() - 1)) {
            parent = at(parent, step);
        }
        var last = path.getLast();
        var field = field(path);
        // for an invalid map key the path ends at the map
        if (e instanceof InvalidFormatException wrong && wrong.getValue() instanceof String key
                && at(parent, last) instanceof ObjectNode map && map.has(key)) {
            map.remove(key);
            return new FieldError(field + "." + key, message(e));
        }
        return isTakenOut(parent, last) ? new FieldError(field, message(e)) : null;
    }

    private static JsonNode at(JsonNode node, Reference step) {
        return step.getPropertyName() == null ? node.path(step.getIndex()) : node.path(step.getPropertyName());
    }

    private static boolean isTakenOut(JsonNode parent, Reference step) {
        return switch (parent) {
            case ObjectNode object -> object.remove(step.getPropertyName()) != null;
            case ArrayNode list when !list.path(step.getIndex()).isNull() -> {
                list.setNull(step.getIndex());
                yield true;
            }
            default -> false;
        };
    }

    private static String message(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException _ -> "is not a known field";
            case MismatchedInputException wrong -> message(wrong.getTargetType());
            case InputCoercionException wrong -> message(wrong.getTargetType());
            case ValueInstantiationException wrong -> message(wrong.getType().getRawClass());
            default -> message((Class<?>) null);
        };
    }

    private static String message(@Nullable Class<?> type) {
        return type == null ? "is not readable" : ExpectedInput.message(type);
    }

    private static String field(List<Reference> path) {
        var field = new StringBuilder();
        for (var step : path) {
            if (step.getPropertyName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return field.toString();
    }
}
