package dev.medislot.common.web;

import dev.medislot.common.problem.Refused;
import dev.medislot.common.problem.Refused.FieldError;
import jakarta.validation.Validator;
import java.util.ArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7396: what a patch names replaces, null removes, the rest stays. */
public class MergePatch {

    private final JsonMapper json;
    private final Validator validator;

    MergePatch(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** The patched value, validated by its annotations; throws {@link Refused} when it is not acceptable. */
    public <T> T apply(ObjectNode patch, T current, Class<T> type) {
        T patched;
        try {
            patched = json.treeToValue(merged(json.valueToTree(current), patch), type);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
        var errors = new ArrayList<FieldError>();
        validator.validate(patched).forEach(violation -> errors
                .add(new FieldError(violation.getPropertyPath().toString(), violation.getMessage())));
        if (!errors.isEmpty()) {
            throw Refused.invalid(errors);
        }
        return patched;
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result = target instanceof ObjectNode object ? object : changes.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), merged(result.path(change.getKey()), change.getValue()));
            }
        });
        return result;
    }

    private static Refused unreadable(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return Refused.invalid(path.toString(),
                e instanceof UnrecognizedPropertyException ? "is not a known field" : "is not readable");
    }
}
