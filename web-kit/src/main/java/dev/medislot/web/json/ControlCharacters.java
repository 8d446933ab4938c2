package dev.medislot.web.json;

import dev.medislot.web.problem.Refused;
import dev.medislot.web.problem.Refused.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refuses control characters except line breaks and tabs, and halves of surrogate pairs, which no database stores.
 */
class ControlCharacters implements WebMvcConfigurer, HandlerInterceptor {

    private static final String TEXT = "\n\r\t";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var errors = request.getParameterMap()
                .entrySet()
                .stream()
                .filter(parameter -> Arrays.stream(parameter.getValue()).anyMatch(ControlCharacters::areIn))
                .map(parameter -> error(parameter.getKey()))
                .toList();
        if (!errors.isEmpty()) {
            throw Refused.invalid(errors);
        }
        return true;
    }

    /** Removes texts with control characters from the tree; stops after that many errors. */
    static void takeOut(JsonNode tree, String path, List<FieldError> errors, int most) {
        if (tree instanceof ObjectNode object) {
            for (var property : List.copyOf(object.properties())) {
                var field = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
                look(property.getValue(), field, errors, most, () -> object.remove(property.getKey()));
            }
        } else if (tree instanceof ArrayNode list) {
            takeOut(list, path, errors, most);
        }
    }

    private static void takeOut(ArrayNode list, String path, List<FieldError> errors, int most) {
        for (int i = 0; i < list.size(); i++) {
            int index = i;
            look(list.get(i), "%s[%d]".formatted(path, i), errors, most, () -> list.setNull(index));
        }
    }

    private static void look(JsonNode value, String field, List<FieldError> errors, int most, Runnable out) {
        if (errors.size() == most) {
            return;
        }
        if (areIn(value)) {
            out.run();
            errors.add(error(field));
        } else {
            takeOut(value, field, errors, most);
        }
    }

    private static boolean areIn(JsonNode value) {
        return value.isString() && areIn(value.stringValue());
    }

    private static boolean areIn(String text) {
        return text.codePoints()
                .anyMatch(it -> Character.isISOControl(it) ? TEXT.indexOf(it) < 0
                        : Character.getType(it) == Character.SURROGATE);
    }

    private static FieldError error(String field) {
        return new FieldError(field, "must not contain control characters");
    }
}
