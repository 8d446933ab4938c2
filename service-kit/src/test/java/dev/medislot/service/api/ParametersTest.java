package dev.medislot.service.api;

import dev.medislot.service.ServiceTest;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ServiceTest
class ParametersTest {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = { "flag=true&maybe=false", "days=0", "days=-7", "id=7F3B9C54-6d0e-4f5a-9a51-0d6f6a1b2c3d",
            "day=SUNDAY", "date=2028-02-29", "at=2028-02-29T23:59:59Z", "at=2026-12-01T10:00:00-05:00", "text=%20",
            "limit=200", "several=MONDAY&several=FRIDAY", "" })
    void theUsualFormIsRead(String query) {
        get(query).expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource({ "flag=2", "flag=1", "flag=yes", "flag=on", "flag=TRUE", "flag=%20true", "flag=", "flag", "maybe=no",
            "maybe=off", "maybe=0", "maybe=", "days=", "days=1.0", "days=0x10", "days=%231F", "days=%2B5", "days=%205",
            "days=%D9%A3", "days=99999999999", "days=1e2", "id=", "id=1-1-1-1-1", "id=%20", "day=", "day=1",
            "day=sunday", "day=%20SUNDAY", "date=", "date=2026-2-1", "date=12/1/26", "date=1.12.26", "date=20261201",
            "date=2026-12-01T00:00", "date=%202026-12-01", "at=", "at=1764547200", "at=2026-12-01",
            "at=2026-12-01T10:00", "text=", "text", "limit=", "limit=%205", "limit=5%20", "limit=%2B5", "limit=5.0",
            "limit=%D9%A3", "limit=0x10", "limit=%EF%BC%91", "several=" })
    void anyOtherFormIsRefused(String query) {
        get(query).expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:medislot:problem:validation")
                .jsonPath("$.errors.length()")
                .isEqualTo(1)
                .jsonPath("$.errors[0].field")
                .isEqualTo(query.split("=")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = { "flag=true&flag=true", "maybe=true&maybe=false", "days=1&days=2", "id=me&id=me",
            "day=MONDAY&day=FRIDAY", "date=2026-12-01&date=2026-12-02", "text=a&text=b", "limit=1&limit=2",
            "cursor=a&cursor=b" })
    void aParameterGivenTwiceIsRefused(String query) {
        get(query).expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(query.split("=")[0])
                .jsonPath("$.errors[0].message")
                .isEqualTo("must be given once");
    }

    private ResponseSpec get(String query) {
        return RestTestClient.bindToServer()
                .build()
                .get()
                .uri(URI.create("http://127.0.0.1:%d/open/filter?%s".formatted(port, query)))
                .header("Accept-Language", "en-US")
                .exchange();
    }
}
