package dev.medislot.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@AvailabilityTest
class ApiDescriptionTest {

    @LocalServerPort
    private int port;

    @Test
    void everyOperationSaysWhatItIsFor() throws IOException, InterruptedException {
        var api = description();
        assertThat(api.at("/info/title").asString()).isEqualTo("Medislot availability");
        assertThat(api.path("paths")).hasSizeGreaterThan(15)
                .allSatisfy(path -> assertThat(path)
                        .allSatisfy(operation -> assertThat(operation.path("summary").asString("")).isNotBlank()));
    }

    @Test
    void everyEditSaysWhatBecomesOfBookings() throws IOException, InterruptedException {
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

    private JsonNode description() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return new JsonMapper().readTree(http
                    .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v3/api-docs".formatted(port))).build(),
                            BodyHandlers.ofString())
                    .body());
        }
    }
}
