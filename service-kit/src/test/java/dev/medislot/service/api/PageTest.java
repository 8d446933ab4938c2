package dev.medislot.service.api;

import dev.medislot.service.ServiceTest;
import dev.medislot.web.Cursor;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

@ServiceTest
class PageTest {

    @LocalServerPort
    private int port;
    private RestTestClient client;

    @BeforeEach
    void connect() {
        client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void aPageEndsAtItsLimitAndNamesTheNext() {
        list("?limit=3").jsonPath("$.items")
                .isEqualTo(List.of(0, 1, 2))
                .jsonPath("$.next")
                .isEqualTo(Cursor.of(2).toString());
    }

    @Test
    void theLastPageHasNoNext() {
        list("?limit=3&cursor=" + Cursor.of(3)).jsonPath("$.items.length()").isEqualTo(3).jsonPath("$.next").isEmpty();
    }

    @Test
    void withoutALimitAPageHasUpToFifty() {
        list("").jsonPath("$.items.length()").isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({ "limit=0,limit,must be greater than or equal to 1",
            "limit=201,limit,must be less than or equal to 200", "limit=many,limit,must be a whole number",
            "cursor=%25,cursor,must be the cursor of a list" })
    void aWrongPageIsRefusedByItsParameter(String query, String field, String message) {
        client.get()
                .uri(URI.create("http://127.0.0.1:" + port + "/open/pages?" + query))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isEqualTo(message);
    }

    @Test
    void theDescriptionNamesBothParameters() {
        client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.paths['/open/pages'].get.parameters[?(@.name=='limit')].schema.maximum")
                .isEqualTo(200)
                .jsonPath("$.paths['/open/pages'].get.parameters[?(@.name=='limit')].schema.default")
                .isEqualTo(50)
                .jsonPath("$.paths['/open/pages'].get.parameters[?(@.name=='cursor')].required")
                .isEqualTo(false);
    }

    private BodyContentSpec list(String query) {
        return client.get().uri("/open/pages" + query).exchange().expectStatus().isOk().expectBody();
    }
}
