package dev.medislot.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Api;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@BookingTest
class ApiDescriptionTest {

    @LocalServerPort
    int port;

    @Test
    void everyOperationSaysWhatItIsFor() {
        var api = Api.at("http://127.0.0.1:" + port).get("/v3/api-docs").isOk().body();
        assertThat(api.at("/info/title").asString()).isEqualTo("Medislot booking");
        assertThat(api.path("paths")).hasSizeGreaterThan(10)
                .allSatisfy(path -> assertThat(path)
                        .allSatisfy(operation -> assertThat(operation.path("summary").asString("")).isNotBlank()));
    }
}
