package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.client.MedislotClient;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Repository;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.service.annotation.HttpExchange;
import tools.jackson.databind.JsonNode;

/** The one API description of the gateway and those of the services that it is made of. */
@ResourceLock(Medislot.LOCK)
class OpenApiIT {

    /** Calendar programs read the feed, by its address; browsers and mail programs open the link of a reminder. */
    private static final List<String> NOT_OF_THE_CLIENT = List.of("readCalendarFeed", "getMutePage", "muteReminders");

    private final Api gateway = Api.at(Medislot.running().gateway().url());
    private final JsonNode merged = gateway.get("/v3/api-docs").isOk().body();

    /** {@code .ci/run} lints the file. */
    @Test
    void theDescriptionIsSavedForTheLinters() throws IOException {
        var file = Files.writeString(Path.of("target", "openapi.json"), merged.toPrettyString());

        assertThat(file).isNotEmptyFile();
        assertThat(merged.path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void theReadmeOfTheGatewayRoutesEveryResource() throws IOException {
        var routes = Files.readAllLines(Repository.file("gateway/README.md"))
                .stream()
                .filter(line -> line.startsWith("| `/api/v1/"))
                .collect(Collectors.joining("\n"));
        var resources = merged.path("paths")
                .propertyStream()
                .map(path -> "/" + path.getKey().split("/")[3])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(resources).hasSizeGreaterThan(10)
                .allSatisfy(resource -> assertThat(routes).containsPattern("[`1]" + resource + "`"));
    }

    @Test
    void theClientHasAMethodForEveryOperation() {
        var called = Arrays.stream(MedislotClient.class.getMethods())
                .map(Method::getReturnType)
                .filter(api -> api.isAnnotationPresent(HttpExchange.class))
                .flatMap(OpenApiIT::calls)
                .collect(Collectors.toCollection(TreeSet::new));
        var described = new TreeMap<String, String>();
        merged.path("paths")
                .forEachEntry((path, operations) -> operations.forEachEntry((method, operation) -> described
                        .put(call(method, path), operation.path("operationId").asString())));

        assertThat(described.keySet()).hasSizeGreaterThan(80).containsAll(called);
        described.keySet().removeAll(called);
        assertThat(described.values()).containsExactlyInAnyOrderElementsOf(NOT_OF_THE_CLIENT);
    }

    private static Stream<String> calls(Class<?> api) {
        var base = AnnotatedElementUtils.findMergedAnnotation(api, HttpExchange.class).url();
        return Arrays.stream(api.getMethods())
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class))
                .map(exchange -> call(exchange.method(), base + exchange.url()));
    }

    /** Paths name their variables differently, and {@code me} stands for an id. */
    private static String call(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{\\w+}|/me(?=/|$)", "/{}").replace("//", "/");
    }

    @ParameterizedTest
    @ValueSource(strings = { "availability", "booking", "notification" })
    void aServiceIsDescribedAsByItself(String service) {
        var own = gateway.get("/v3/api-docs/" + service).isOk().body();

        assertThat(own.path("paths")).isNotEmpty();
        own.path("paths")
                .forEachEntry((path, operations) -> operations
                        .forEachEntry((method, operation) -> assertThat(merged.path("paths").path(path).path(method))
                                .as("%s %s", method, path)
                                .isEqualTo(operation)));
        own.path("components")
                .forEachEntry((kind, components) -> components
                        .forEachEntry((name, component) -> assertThat(merged.path("components").path(kind).path(name))
                                .as("%s %s", kind, name)
                                .isEqualTo(component)));
    }
}
