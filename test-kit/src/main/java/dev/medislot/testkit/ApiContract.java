package dev.medislot.testkit;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An API description, to which live answers are held: status, content type, headers, body and kind of problem. */
final class ApiContract {

    static final List<String> NO_OPERATION = List.of("no such operation is described");

    private static final String PROBLEM = "application/problem+json";
    private static final List<String> OWN_HEADERS = List.of("ETag", "Location", "Retry-After", "Idempotent-Replayed",
            "WWW-Authenticate", "X-Request-Id");
    private static final List<String> UNDESCRIBED = List.of("unauthenticated", "not-found", "method-not-allowed",
            "malformed", "too-many-requests", "unavailable");

    private record Operation(Pattern path, String template, String method, JsonNode responses) {

        boolean isAt(String requested) {
            return path.matcher(requested).matches();
        }
    }

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            registry -> registry
                    .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final List<Operation> operations;
    private final JsonNode components;

    ApiContract(JsonNode description) {
        var closed = description.deepCopy();
        closed.findParents("properties").forEach(ApiContract::close);
        this.components = closed.path("components");
        this.operations = closed.path("paths")
                .propertyStream()
                .flatMap(path -> operations(path.getKey(), path.getValue()))
                .sorted(Comparator.comparingInt(operation -> operation.template().split("\\{", -1).length))
                .toList();
    }

    private static Stream<Operation> operations(String template, JsonNode path) {
        var pattern = Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+").replace(".ics", "\\.ics"));
        return path.propertyStream()
                .map(operation -> new Operation(pattern, template, operation.getKey().toUpperCase(Locale.ROOT),
                        operation.getValue().path("responses")));
    }

    /** A field that is not described fails too, although the description lets fields be added later. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    boolean isEmpty() {
        return operations.isEmpty();
    }

    /** The method and the path template of the operation that answered. */
    Optional<String> operationOf(Answer answer) {
        return operation(answer).map(operation -> operation.method() + " " + operation.template());
    }

    private Optional<Operation> operation(Answer answer) {
        var call = answer.call().split(" ", 2);
        return operation(call[0], path(call[1]));
    }

    /** A gateway forwards a path with doubled slashes without them, unless no route has that path. */
    private Optional<Operation> forwarded(Answer answer) {
        var call = answer.call().split(" ", 2);
        return UNDESCRIBED.contains(answer.problem()) ? Optional.empty()
                : operation(call[0], path(call[1]).replaceAll("//+", "/"));
    }

    private Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method) && operation.isAt(path))
                .findFirst();
    }

    private static String path(String uri) {
        return uri.replaceFirst("[?#].*", "");
    }

    /** The parts of the answer without a description. */
    List<String> undescribed(Answer answer) {
        return operation(answer).or(() -> forwarded(answer))
                .map(operation -> undescribed(operation, answer))
                .orElseGet(() -> UNDESCRIBED.contains(answer.problem()) ? List.of() : NO_OPERATION);
    }

    private List<String> undescribed(Operation operation, Answer answer) {
        var response = resolved(operation.responses().path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            return List.of("status %d of %s".formatted(answer.status(), operation.template()));
        }
        var wrong = new ArrayList<String>();
        wrong.addAll(headers(response, answer));
        wrong.addAll(body(response.path("content"), answer));
        return wrong;
    }

    /** Our own headers need a description, and each described one is there if it is required. */
    private List<String> headers(JsonNode response, Answer answer) {
        var described = response.path("headers");
        return Stream.concat(OWN_HEADERS.stream(), described.propertyNames().stream())
                .distinct()
                .filter(name -> answer.header(name).isPresent() ? !described.has(name)
                        : resolved(described.path(name)).path("required").asBoolean(false))
                .map(name -> "header %s: %s".formatted(name, answer.header(name).orElse("missing")))
                .toList();
    }

    private List<String> body(JsonNode content, Answer answer) {
        if (answer.text().isEmpty()) {
            return content.isEmpty() ? List.of() : List.of("an empty body");
        }
        var type = answer.contentType().replaceFirst(";.*", "");
        var media = content.path(type);
        if (media.isMissingNode()) {
            return List.of("content type " + answer.contentType());
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        var wrong = new ArrayList<>(schema(media.path("schema")).validate(answer.body())
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList());
        if (type.equals(PROBLEM) && !media.path("examples").has(answer.problem())) {
            wrong.add("problem " + answer.problem());
        }
        return wrong;
    }

    private Schema schema(JsonNode schema) {
        return schemas.computeIfAbsent(schema, _ -> {
            var whole = JsonMapper.shared().createObjectNode();
            whole.set("components", components);
            whole.set("allOf", JsonMapper.shared().createArrayNode().add(schema));
            return Objects.requireNonNull(registry.getSchema(whole));
        });
    }

    private JsonNode resolved(@Nullable JsonNode node) {
        var reference = node == null ? "" : node.path("$ref").asString("");
        return reference.isEmpty() ? Objects.requireNonNull(node)
                : components.at(reference.substring("#/components".length()));
    }
}
