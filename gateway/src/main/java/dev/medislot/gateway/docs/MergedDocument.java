package dev.medislot.gateway.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One OpenAPI document made of those of the services, with its paths in the order of the tags. Of two different
 * components or operations with the same name, the first stays and the name is a conflict.
 */
final class MergedDocument {

    private static final String DESCRIPTION = """
            Doctors publish hours and licenses; patients search, hold, book, move, cancel and rate. Every answer has \
            an `X-Request-Id`. Refusals are problem documents (RFC 9457), which [the list of problems](/docs/problems) \
            explains.""";

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final Map<String, JsonNode> tags = new LinkedHashMap<>();
    private final Map<String, ObjectNode> paths = new LinkedHashMap<>();
    private final ObjectNode components = JsonNodeFactory.instance.objectNode();
    private final List<String> conflicts = new ArrayList<>();

    private MergedDocument(List<JsonNode> documents) {
        documents.forEach(this::add);
        var first = documents.getFirst();
        document.set("openapi", first.path("openapi"));
        document.set("info",
                first.path("info").deepCopy().asObject().put("title", "Medislot").put("description", DESCRIPTION));
        document.putArray("servers").addObject().put("url", "/");
        document.putArray("tags").addAll(tags.values());
        var sorted = document.putObject("paths");
        paths.entrySet()
                .stream()
                .sorted(Comparator.comparingInt(path -> position(path.getValue())))
                .forEach(path -> sorted.set(path.getKey(), path.getValue()));
        document.set("components", components);
    }

    /** Throws NoSuchElementException for an empty list. */
    static MergedDocument of(List<JsonNode> documents) {
        return new MergedDocument(documents);
    }

    ObjectNode document() {
        return document;
    }

    List<String> conflicts() {
        return conflicts;
    }

    private void add(JsonNode service) {
        service.path("tags").forEach(tag -> tags.putIfAbsent(tag.path("name").asString(), tag));
        service.path("components")
                .forEachEntry((kind, named) -> merge(kind, components.withObjectProperty(kind), named));
        service.path("paths")
                .forEachEntry((path, methods) -> merge(path,
                        paths.computeIfAbsent(path, _ -> JsonNodeFactory.instance.objectNode()), methods));
    }

    private void merge(String within, ObjectNode merged, JsonNode more) {
        more.forEachEntry((name, value) -> {
            var present = merged.putIfAbsent(name, value);
            if (present != null && !present.equals(value)) {
                conflicts.add(within + " " + name);
            }
        });
    }

    /** Paths of a tag that is not described come last. */
    private int position(ObjectNode path) {
        var tag = path.valueStream().findFirst().map(operation -> operation.at("/tags/0").asString("")).orElse("");
        var index = List.copyOf(tags.keySet()).indexOf(tag);
        return index < 0 ? tags.size() : index;
    }
}
