package dev.medislot.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.ProblemType;
import dev.medislot.service.ServiceTest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ApiDescriptionTest {

    @LocalServerPort
    int port;

    JsonNode api;

    @BeforeEach
    void read() {
        api = RestTestClient.bindToServer()
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
    }

    @Test
    void operationsNameTokensAndRefusals() {
        assertThat(api.at("/openapi").asString()).startsWith("3.1");
        assertThat(api.at("/components/securitySchemes/token/scheme").asString()).isEqualTo("bearer");
        assertThat(api.at("/components/schemas/FieldError/properties").propertyNames())
                .containsExactlyInAnyOrder("field", "message");
        assertThat(operations()).allSatisfy(operation -> {
            for (var status : List.of("400", "401", "429", "500", "503")) {
                assertThat(operation.path("responses")
                        .path(status)
                        .path("content")
                        .path("application/problem+json")
                        .at("/schema/$ref")
                        .asString()).isEqualTo("#/components/schemas/Problem");
            }
            assertThat(operation.path("parameters").valueStream().map(it -> it.path("name").asString()))
                    .doesNotContain("caller");
        });
        assertThat(api.at("/components/schemas").propertyNames()).doesNotContain("Caller");
        assertThat(security("/staff-only")).isEqualTo("[{\"token\":[]}]");
        assertThat(security("/open/who")).isEqualTo("[{},{\"token\":[]}]");
        assertThat(security("/open/list")).isEqualTo("[]");
    }

    @Test
    void everyProblemTypeHasAnExample() {
        assertThat(api.at("/components/schemas/Problem/properties/type/enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Arrays.stream(ProblemType.values()).map(type -> type.uri().toString()).toList());
        assertThat(EnumSet.complementOf(EnumSet.of(ProblemType.METHOD_NOT_ALLOWED))).allSatisfy(
                type -> assertThat(api.at("/components/examples").path(type.slug()).at("/value/type").asString())
                        .isEqualTo(type.uri().toString()));
    }

    @Test
    void refusalsAreListedByStatusAndSlug() {
        var booking = operation("post", "/visits");
        assertThat(slugs(booking, "409")).containsExactlyInAnyOrder("slot-taken", "patient-busy",
                "idempotency-conflict");
        assertThat(slugs(booking, "403")).containsExactly("forbidden");
        assertThat(slugs(booking, "422")).containsExactly("idempotency-conflict");
        assertThat(slugs(booking, "400")).containsExactlyInAnyOrder("validation", "malformed");
        assertThat(slugs(booking, "413")).containsExactly("payload-too-large");
        assertThat(slugs(booking, "415")).containsExactly("unsupported-media-type");
        var change = operation("patch", "/visits/{id}");
        assertThat(slugs(change, "412")).containsExactly("stale");
        assertThat(slugs(change, "404")).containsExactly("not-found");
        assertThat(slugs(operation("get", "/visits"), "404")).isEmpty();
    }

    @Test
    void answersHaveTheirStatusTypeAndHeaders() {
        var responses = operation("post", "/visits").path("responses");
        assertThat(responses.propertyNames()).doesNotContain("200", "default");
        assertThat(responses.at("/201/content").path("application/json").at("/schema/$ref").asString())
                .isEqualTo("#/components/schemas/Visit");
        assertThat(responses.at("/201/headers").propertyNames()).containsExactlyInAnyOrder("ETag",
                "Idempotent-Replayed", "X-Request-Id");
        assertThat(responses.at("/409/headers").propertyNames()).containsExactlyInAnyOrder("Retry-After",
                "Idempotent-Replayed", "X-Request-Id");
        assertThat(responses.at("/401/headers").propertyNames()).containsExactlyInAnyOrder("WWW-Authenticate",
                "X-Request-Id");
    }

    @Test
    void listsArePagesNamedByTheirItems() {
        assertThat(operation("get", "/visits").at("/responses/200/content")
                .path("application/json")
                .at("/schema/$ref")
                .asString()).isEqualTo("#/components/schemas/SeenPage");
        var page = schema("SeenPage");
        assertThat(page.at("/properties/items/items/$ref").asString()).isEqualTo("#/components/schemas/Seen");
        assertThat(page.at("/properties/next/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(required("SeenPage")).containsExactlyInAnyOrder("items", "next");
    }

    @Test
    void answersShowNullUnlessTheyLeaveItOut() {
        var seen = schema("Seen").path("properties");
        assertThat(required("Seen")).containsExactlyInAnyOrder("id", "doctor", "state", "at");
        assertThat(seen.at("/doctor/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(seen.at("/state/anyOf/0/$ref").asString()).isEqualTo("#/components/schemas/UsState");
        assertThat(seen.at("/state/anyOf/1/type").asString()).isEqualTo("null");
        assertThat(seen.at("/from/type").asString()).isEqualTo("string");
        assertThat(seen.at("/at").propertyNames()).contains("pattern").doesNotContain("format");
        assertThat(api.toString()).doesNotContain("x-left-out");
    }

    @Test
    void requestsRequireOnlyWhatIsNotNullable() {
        assertThat(required("Visit")).containsExactlyInAnyOrder("doctor", "date");
    }

    @Test
    void aPatchMayHaveAnyField() {
        var body = operation("patch", "/visits/{id}").at("/requestBody/content");
        assertThat(body.propertyNames()).containsExactlyInAnyOrder("application/merge-patch+json", "application/json");
        assertThat(body).allSatisfy(content -> assertThat(content.at("/schema/$ref").asString())
                .isEqualTo("#/components/schemas/VisitPatch"));
        assertThat(schema("VisitPatch").path("properties").propertyNames()).contains("doctor", "note", "address");
        assertThat(required("VisitPatch")).isEmpty();
        assertThat(required("AddressPatch")).isEmpty();
    }

    @Test
    void sharedParametersAreDescribed() {
        assertThat(operation("get", "/visits").path("parameters"))
                .allSatisfy(parameter -> assertThat(parameter.path("description").asString("")).isNotBlank());
    }

    private Stream<JsonNode> operations() {
        return api.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }

    private JsonNode operation(String method, String path) {
        return api.path("paths").path(path).path(method);
    }

    private JsonNode schema(String name) {
        return api.at("/components/schemas").path(name);
    }

    private Stream<String> required(String schema) {
        return schema(schema).path("required").valueStream().map(JsonNode::asString);
    }

    private static List<String> slugs(JsonNode operation, String status) {
        return List.copyOf(operation.path("responses")
                .path(status)
                .path("content")
                .path("application/problem+json")
                .path("examples")
                .propertyNames());
    }

    private String security(String path) {
        return operation("get", path).path("security").toString();
    }
}
