package dev.medislot.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Api;
import dev.medislot.testkit.ApiGaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@AvailabilityTest
class ApiDescriptionTest {

    @LocalServerPort
    private int port;

    @Test
    void nothingIsLeftUndescribed() throws IOException {
        var api = Api.at("http://127.0.0.1:" + port).get("/v3/api-docs").isOk().body();
        // for linters
        Files.writeString(Path.of("target/api-docs.json"), api.toString());
        assertThat(ApiGaps.of(api)).isEmpty();
    }

    @Test
    void everyOperationSaysWhatItIsFor() {
        var api = description();
        assertThat(api.at("/info/title").asString()).isEqualTo("Medislot availability");
        assertThat(api.path("paths")).hasSizeGreaterThan(15)
                .allSatisfy(path -> assertThat(path)
                        .allSatisfy(operation -> assertThat(operation.path("summary").asString("")).isNotBlank()));
    }

    @Test
    void everyEditSaysWhatBecomesOfBookings() {
        var modes = description().path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .flatMap(operation -> operation.path("parameters").valueStream())
                .filter(parameter -> parameter.path("name").asString().equals("bookings"))
                .toList();
        assertThat(modes).hasSizeGreaterThan(8)
                .allSatisfy(mode -> assertThat(mode.path("description").asString("")).contains("keep", "cancel",
                        "at-risk"));
    }

    private JsonNode description() {
        return Api.at("http://127.0.0.1:" + port).get("/v3/api-docs").isOk().body();
    }
}
