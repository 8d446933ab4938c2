package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The one API description of the gateway and those of the services that it is made of. */
@ResourceLock(Medislot.LOCK)
class OpenApiIT {

    private final Api gateway = Api.at(Medislot.running().gateway().url());
    private final JsonNode merged = gateway.get("/v3/api-docs").isOk().body();

    /** {@code .ci/run} lints the file. */
    @Test
    void theDescriptionIsSavedForTheLinters() throws IOException {
        var file = Files.writeString(Path.of("target", "openapi.json"), merged.toPrettyString());

        assertThat(file).isNotEmptyFile();
        assertThat(merged.path("openapi").asString()).startsWith("3.1");
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
