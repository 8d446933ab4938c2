package dev.medislot.service.api;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The schemas of types that springdoc does not find in a handler's signature. */
class Schemas {

    private static final String PATCH = "Patch";

    private final Map<String, Schema<?>> components = new ConcurrentSkipListMap<>();

    Map<String, Schema<?>> components() {
        return components;
    }

    /** A reference to the schema of the type, or the schema itself when it has no name. */
    Schema<?> of(Type type) {
        var resolved = ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach(components::put);
        return resolved.schema;
    }

    /** A reference to the schema of a merge patch of the type. */
    Schema<?> patchOf(Class<?> type, String name) {
        var patched = of(type);
        return patch(SchemaNames.ofReference(patched.get$ref()), name);
    }

    private Schema<?> patch(String patched, String name) {
        var model = requireNonNull(components.get(patched));
        var patch = new JsonSchema().typesItem("object");
        model.getProperties().forEach((property, schema) -> patch.addProperty(property, patch(schema)));
        components.put(name, patch);
        return new JsonSchema().$ref(SchemaNames.COMPONENTS + name);
    }

    /** An object in a patch is a patch too. */
    private Schema<?> patch(Schema<?> property) {
        if (property.get$ref() == null) {
            return property;
        }
        var name = SchemaNames.ofReference(property.get$ref());
        return requireNonNull(components.get(name)).getProperties() == null ? property : patch(name, name + PATCH);
    }
}
