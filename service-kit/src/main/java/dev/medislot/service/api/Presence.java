package dev.medislot.service.api;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether a property is always there, and whether it may be null. */
final class Presence {

    /** Marks a property that an answer leaves out instead of showing null. */
    static final String LEFT_OUT = "x-left-out";

    private static final String NULL = "null";

    private Presence() {}

    static void require(Schema<?> model, String property) {
        if (model.getRequired() == null || !model.getRequired().contains(property)) {
            model.addRequiredItem(property);
        }
    }

    static void requireAllShown(Schema<?> model) {
        properties(model).forEach((name, property) -> {
            if (!isLeftOut(property)) {
                require(model, name);
            }
        });
    }

    static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            return new JsonSchema().anyOf(List.of(property, new JsonSchema().typesItem(NULL)));
        }
        if (property.getTypes() != null) {
            property.getTypes().add(NULL);
        }
        return property;
    }

    private static boolean isLeftOut(Schema<?> property) {
        return property.getExtensions() != null && property.getExtensions().containsKey(LEFT_OUT);
    }

    static void forgetMarks(Schema<?> model) {
        properties(model).values().stream().filter(Presence::isLeftOut).forEach(it -> it.setExtensions(null));
    }

    private static Map<String, Schema<?>> properties(Schema<?> model) {
        var properties = new LinkedHashMap<String, Schema<?>>();
        if (model.getProperties() != null) {
            model.getProperties().forEach(properties::put);
        }
        return properties;
    }
}
