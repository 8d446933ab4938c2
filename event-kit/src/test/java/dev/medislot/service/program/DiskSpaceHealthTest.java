package dev.medislot.service.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.service.ServiceTest;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.util.unit.DataSize;

@ServiceTest
class DiskSpaceHealthTest {

    @LocalManagementPort
    int port;

    @Test
    void healthNamesNoFolderOfTheServer() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/health".formatted(port))).build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).body()).contains("\"diskSpace\"", "\"free\"")
                    .doesNotContain("\"path\"", Path.of("").toAbsolutePath().toString());
        }
    }

    @Test
    void fullDiskIsDown() {
        assertThat(status(DataSize.ofBytes(1))).isEqualTo("UP");
        assertThat(status(DataSize.ofTerabytes(1_000_000))).isEqualTo("DOWN");
    }

    private static String status(DataSize threshold) {
        return new DiskSpaceHealth(new File("."), threshold).health().getStatus().getCode();
    }
}
