package dev.medislot.web.json;

import dev.medislot.web.problem.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7396: a named field is replaced, null removes it, the rest stays. */
public class MergePatch {

    private final JsonMapper json;
    private final JsonInput input;

    MergePatch(JsonMapper json, JsonInput input) {
        this.json = json;
        this.input = input;
    }

    /** The patched value, validated by its annotations; throws {@link Refused} when it is not acceptable. */
    public <T> T apply(ObjectNode patch, T current, Class<T> type) {
        T patched = type.cast(input.read(merged(json.valueToTree(current), patch), type));
        input.validate(patched, patch);
        return patched;
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result = target instanceof ObjectNode object ? object : changes.objectNode();
        changes.properties().forEach(change -> merge(result, change.getKey(), change.getValue()));
        return result;
    }

    private static void merge(ObjectNode object, String field, JsonNode value) {
        if (value.isNull()) {
            object.remove(field);
        } else {
            object.set(field, merged(object.path(field), value));
        }
    }
}
