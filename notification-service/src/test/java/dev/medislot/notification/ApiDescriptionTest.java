package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Api;
import dev.medislot.testkit.ApiGaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class ApiDescriptionTest {

    @LocalServerPort
    int port;

    @Test
    void nothingIsLeftUndescribed() throws IOException {
        var api = Api.at("http://127.0.0.1:" + port).get("/v3/api-docs").isOk().body();
        // for linters
        Files.writeString(Path.of("target/api-docs.json"), api.toString());
        assertThat(api.at("/info/title").asString()).isEqualTo("Medislot notification");
        assertThat(ApiGaps.of(api)).isEmpty();
    }
}
