package dev.medislot.service.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Adds descriptions and examples to the parameters and properties that have none of their own. */
class Wording {

    /** The collections in which callers may write {@code me} for their own id. */
    private static final Set<String> PEOPLE = Set.of("doctors", "patients", "staff");
    private static final String ID_OR_ME = "^(me|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$";

    private final Words words;

    Wording(Words words) {
        this.words = words;
    }

    void describe(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) -> item.readOperations()
                        .forEach(operation -> parameters(operation)
                                .forEach(parameter -> describe(parameter, operation, path))));
        api.getComponents().getSchemas().forEach(this::describe);
    }

    private static List<Parameter> parameters(Operation operation) {
        return Objects.requireNonNullElse(operation.getParameters(), List.of());
    }

    private void describe(Parameter parameter, Operation operation, String path) {
        var name = parameter.getName();
        var collection = collection(path, name);
        if (PEOPLE.contains(collection)) {
            parameter.setSchema(new JsonSchema().typesItem("string").pattern(ID_OR_ME));
        } else if (name.equals("state")) {
            parameter.setSchema(new JsonSchema().$ref(SchemaNames.COMPONENTS + "UsState"));
        }
        var keys = new String[] { operation.getOperationId() + "." + name, collection + "." + name, name };
        if (parameter.getDescription() == null) {
            words.of(keys).ifPresent(parameter::setDescription);
        }
        if (parameter.getExample() == null) {
            words.example(keys).ifPresent(parameter::setExample);
        }
    }

    /** The segment of the path before the parameter. */
    private static String collection(String path, String parameter) {
        var until = path.indexOf("/{" + parameter + "}");
        return until < 0 ? "" : path.substring(path.lastIndexOf('/', until - 1) + 1, until);
    }

    private void describe(String name, Schema<?> schema) {
        if (schema.getDescription() == null) {
            words.of(name).ifPresent(schema::setDescription);
        }
        words.example(name).ifPresent(schema::setExample);
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((property, its) -> describe(its, name + "." + property, property));
        }
    }

    private void describe(Schema<?> property, String... keys) {
        if (property.getDescription() == null) {
            words.of(keys).ifPresent(property::setDescription);
        }
        if (property.getExample() == null) {
            words.example(keys).ifPresent(property::setExample);
        }
    }
}
