package dev.medislot.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds the parts of an API description that are missing: texts, examples, types of answers, problems of refusals. */
public final class ApiGaps {

    private static final Set<String> NO_CONTENT = Set.of("202", "204");
    private static final String PROBLEM = "application/problem+json";

    private final List<String> gaps = new ArrayList<>();

    private ApiGaps() {}

    public static List<String> of(JsonNode api) {
        var found = new ApiGaps();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> found.operation(operation.getKey() + " " + path.getKey(),
                                operation.getValue())));
        api.at("/components/schemas").properties().forEach(schema -> found.schema(schema.getKey(), schema.getValue()));
        return found.gaps;
    }

    private void operation(String where, JsonNode operation) {
        require(operation.path("operationId").asString("").matches("[a-z][A-Za-z]+"), where + ": operationId");
        require(isText(operation.path("summary")), where + ": summary");
        require(isText(operation.path("description")), where + ": description");
        require(operation.path("security").isArray(), where + ": security");
        operation.path("parameters").forEach(parameter -> {
            var name = parameter.path("name").asString();
            require(isText(parameter.path("description")), "%s: description of parameter %s".formatted(where, name));
            require(hasExample(parameter, parameter.path("schema")),
                    "%s: example of parameter %s".formatted(where, name));
        });
        operation.at("/requestBody/content")
                .forEach(body -> require(body.at("/schema/$ref").isString(), where + ": schema of the body"));
        var responses = operation.path("responses");
        require(responses.propertyNames().stream().anyMatch(status -> status.startsWith("2")), where + ": success");
        responses.properties().forEach(it -> response(where + " " + it.getKey(), it.getKey(), it.getValue()));
    }

    private void response(String where, String status, JsonNode response) {
        var content = response.path("content");
        require(response.path("headers").has("X-Request-Id"), where + ": X-Request-Id");
        if (status.startsWith("4") || status.startsWith("5")) {
            require(!content.path(PROBLEM).path("examples").isEmpty(), where + ": problems");
        } else {
            require(NO_CONTENT.contains(status) || !content.isEmpty(), where + ": content");
            require(!content.has("*/*"), where + ": media type");
            content.forEach(body -> require(isTyped(body.path("schema")), where + ": schema of the answer"));
        }
    }

    private void schema(String name, JsonNode schema) {
        require(isText(schema.path("description")), name + ": description");
        schema.path("properties").forEachEntry((property, its) -> {
            require(isText(its.path("description")), "%s.%s: description".formatted(name, property));
            require(hasExample(its, its), "%s.%s: example".formatted(name, property));
        });
    }

    /** An object, a list of objects and an enumeration need no example of their own. */
    private static boolean hasExample(JsonNode described, JsonNode schema) {
        return described.has("example") || Stream.of("$ref", "anyOf", "enum").anyMatch(schema::has)
                || schema.path("items").has("$ref");
    }

    private static boolean isTyped(JsonNode schema) {
        return Stream.of("$ref", "items").anyMatch(schema::has) || schema.path("type").asString("").equals("string");
    }

    private static boolean isText(JsonNode text) {
        return !text.asString("").isBlank();
    }

    private void require(boolean present, String gap) {
        if (!present) {
            gaps.add(gap);
        }
    }
}
