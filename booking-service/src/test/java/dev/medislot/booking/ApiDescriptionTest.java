package dev.medislot.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@BookingTest
class ApiDescriptionTest {

    @LocalServerPort
    int port;

    @Test
    void everyOperationSaysWhatItIsFor() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var api = new JsonMapper().readTree(http
                    .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v3/api-docs".formatted(port))).build(),
                            BodyHandlers.ofString())
                    .body());
            assertThat(api.at("/info/title").asString()).isEqualTo("Medislot booking");
            assertThat(api.path("paths")).hasSizeGreaterThan(10)
                    .allSatisfy(path -> assertThat(path)
                            .allSatisfy(operation -> assertThat(operation.path("summary").asString("")).isNotBlank()));
        }
    }
}
