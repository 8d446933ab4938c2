package dev.medislot.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Api;
import dev.medislot.testkit.ApiGaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@BookingTest
class ApiDescriptionTest {

    @LocalServerPort
    int port;

    @Test
    void nothingIsLeftUndescribed() throws IOException {
        var api = Api.at("http://127.0.0.1:" + port).get("/v3/api-docs").isOk().body();
        // for linters
        Files.writeString(Path.of("target/api-docs.json"), api.toString());
        assertThat(ApiGaps.of(api)).isEmpty();
    }

    @Test
    void everyOperationSaysWhatItIsFor() {
        var api = Api.at("http://127.0.0.1:" + port).get("/v3/api-docs").isOk().body();
        assertThat(api.at("/info/title").asString()).isEqualTo("Medislot booking");
        assertThat(api.path("paths")).hasSizeGreaterThan(10)
                .allSatisfy(path -> assertThat(path)
                        .allSatisfy(operation -> assertThat(operation.path("summary").asString("")).isNotBlank()));
    }

    @Test
    void theTokenOfARegistrationIsOptional() {
        var api = Api.at("http://127.0.0.1:" + port).get("/v3/api-docs").isOk().body();
        assertThat(api.at("/paths/~1api~1v1~1patients/post/security").toString()).isEqualTo("[{},{\"token\":[]}]");
    }

    @Test
    void everyAnswerWithABookingHasAnEntityTag() {
        var api = Api.at("http://127.0.0.1:" + port).get("/v3/api-docs").isOk().body();
        var answers = api.at("/paths/~1api~1v1~1waitlist~1{id}~1booking/post/responses");
        assertThat(answers.path("200").path("headers").propertyNames()).contains("ETag").doesNotContain("Location");
        assertThat(answers.path("201").path("headers").propertyNames()).contains("ETag", "Location");
    }
}
