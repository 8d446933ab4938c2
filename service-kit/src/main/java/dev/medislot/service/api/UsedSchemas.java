package dev.medislot.service.api;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which component schemas an API description uses, and how. */
class UsedSchemas {

    private final Components components;
    private final Collection<String> inRequests;
    private final Collection<String> inAnswers;

    UsedSchemas(OpenAPI api) {
        components = api.getComponents();
        var operations = api.getPaths().values().stream().flatMap(path -> path.readOperations().stream()).toList();
        inRequests = closure(operations.stream()
                .flatMap(operation -> Stream.of(operation.getParameters(), operation.getRequestBody())));
        inAnswers = closure(operations.stream().map(operation -> operation.getResponses()));
    }

    /** An answer has all its properties, except those that it leaves out when they are missing. */
    void requireWhatAnswersShow() {
        components.getSchemas().forEach((name, schema) -> {
            if (inAnswers.contains(name) && !inRequests.contains(name)) {
                Presence.requireAllShown(schema);
            }
        });
        components.getSchemas().values().forEach(Presence::forgetMarks);
    }

    void removeTheRest() {
        components.getSchemas().keySet().removeIf(name -> !inRequests.contains(name) && !inAnswers.contains(name));
    }

    private Collection<String> closure(Stream<?> roots) {
        var found = new TreeSet<String>();
        var open = new ArrayDeque<Object>(roots.filter(Objects::nonNull).toList());
        while (!open.isEmpty()) {
            references(open.pop()).filter(components.getSchemas()::containsKey)
                    .filter(found::add)
                    .forEach(name -> open.push(requireNonNull(components.getSchemas().get(name))));
        }
        return found;
    }

    private static Stream<String> references(Object part) {
        return Json31.mapper()
                .valueToTree(part)
                .findValuesAsText("$ref")
                .stream()
                .filter(reference -> reference.startsWith(SchemaNames.COMPONENTS))
                .map(SchemaNames::ofReference);
    }
}
