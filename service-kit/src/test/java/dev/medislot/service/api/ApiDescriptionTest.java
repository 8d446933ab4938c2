package dev.medislot.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.service.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ApiDescriptionTest {

    @LocalServerPort
    int port;

    @Test
    void operationsNameTokensAndRefusals() {
        var api = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        assertThat(api.at("/openapi").asString()).startsWith("3.1");
        assertThat(api.at("/components/securitySchemes/token/scheme").asString()).isEqualTo("bearer");
        assertThat(api.at("/components/schemas/Problem/properties/errors/items/properties").propertyNames())
                .containsExactlyInAnyOrder("field", "message");
        assertThat(api.path("paths")).allSatisfy(path -> assertThat(path).allSatisfy(operation -> {
            assertThat(operation.at("/responses/default/content")
                    .path("application/problem+json")
                    .at("/schema/$ref")
                    .asString()).isEqualTo("#/components/schemas/Problem");
            assertThat(operation.path("parameters").valueStream().map(it -> it.path("name").asString()))
                    .doesNotContain("caller");
        }));
        assertThat(api.at("/components/schemas").propertyNames()).doesNotContain("Caller");
        assertThat(security(api, "/staff-only")).isEqualTo("[{\"token\":[]}]");
        assertThat(security(api, "/open/who")).isEqualTo("[{},{\"token\":[]}]");
        assertThat(security(api, "/open/list")).isEmpty();
    }

    private static String security(JsonNode api, String path) {
        return api.path("paths").path(path).path("get").path("security").toString();
    }
}
