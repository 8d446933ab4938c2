package dev.medislot.service.api;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives bodies an example, made of the examples of their properties. The words of {@code operationId.answer} replace
 * properties in the answer of one operation, so that it fits the example of the request.
 */
class BodyExamples {

    private final Map<String, Schema<?>> schemas = new LinkedHashMap<>();
    private final Words words;

    private BodyExamples(OpenAPI api, Words words) {
        api.getComponents().getSchemas().forEach(schemas::put);
        this.words = words;
    }

    static void addTo(OpenAPI api, Words words) {
        var examples = new BodyExamples(api, words);
        api.getPaths().values().forEach(path -> path.readOperations().forEach(examples::addTo));
    }

    private void addTo(Operation operation) {
        if (operation.getRequestBody() != null) {
            addTo(operation.getRequestBody().getContent(), Map.of());
        }
        var own = words.example(operation.getOperationId() + ".answer")
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(Map.class::cast)
                .orElseGet(Map::of);
        operation.getResponses().values().forEach(response -> addTo(response.getContent(), own));
    }

    private void addTo(@Nullable Content content, Map<?, ?> own) {
        if (content != null) {
            content.values().stream().filter(body -> body.getExamples() == null).forEach(body -> addTo(body, own));
        }
    }

    private void addTo(MediaType body, Map<?, ?> own) {
        if (body.getSchema() != null) {
            body.setExample(replaced(of(body.getSchema()), own));
        }
    }

    private static Object replaced(Object example, Map<?, ?> own) {
        if (!(example instanceof Map<?, ?> properties) || own.isEmpty()) {
            return example;
        }
        var replaced = new LinkedHashMap<Object, Object>(properties);
        replaced.putAll(own);
        return replaced;
    }

    private Object of(Schema<?> schema) {
        if (schema.getExample() != null) {
            return schema.getExample();
        }
        if (schema.get$ref() != null) {
            return of(requireNonNull(schemas.get(SchemaNames.ofReference(schema.get$ref()))));
        }
        if (schema.getAnyOf() != null) {
            return of(schema.getAnyOf().getFirst());
        }
        if (schema.getEnum() != null) {
            return schema.getEnum().getFirst();
        }
        return schema.getItems() == null ? ofType(schema) : List.of(of(schema.getItems()));
    }

    private Object ofType(Schema<?> schema) {
        if (schema.getProperties() != null) {
            var example = new LinkedHashMap<String, Object>();
            schema.getProperties().forEach((name, property) -> example.put(name, of(property)));
            return example;
        }
        var types = schema.getTypes() == null ? List.of() : List.copyOf(schema.getTypes());
        if (types.contains("integer") || types.contains("number")) {
            return 0;
        }
        if (types.contains("boolean")) {
            return true;
        }
        return types.contains("object") ? Map.of() : text(schema);
    }

    private static String text(Schema<?> schema) {
        return "uuid".equals(schema.getFormat()) ? "9f1c2d3e-4b5a-4c6d-8e7f-0a1b2c3d4e5f" : "text";
    }
}
