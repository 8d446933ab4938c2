package dev.medislot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiContractTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String THING = "{\"id\":1,\"name\":null}";

    private final ApiContract contract = new ApiContract(JSON.readTree("""
            {"paths": {
               "/api/v1/things/{id}": {"get": {"responses": {
                 "200": {"headers": {"ETag": {"required": true, "schema": {"type": "string"}}},
                   "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                 "404": {"content": {"application/problem+json": {"schema": {"type": "object"},
                   "examples": {"not-found": {"value": {}}}}}}}}},
               "/api/v1/clock": {"get": {"responses": {
                 "200": {"headers": {"Cache-Control": {"required": true, "schema": {"type": "string"}}},
                   "content": {"application/json": {"schema": {"type": "object"}}}}}}},
               "/api/v1/things/mine": {"delete": {"responses": {"204": {"description": "Deleted"}}}}},
             "components": {"schemas": {"Thing": {"type": "object", "required": ["id", "name"],
               "properties": {"id": {"type": "integer"}, "name": {"type": ["string", "null"]}}}}}}"""));

    @Test
    void aDescribedAnswerPasses() {
        assertThat(undescribed("GET /api/v1/things/7?full=true", 200, THING, "ETag", "\"1\"")).isEmpty();
        assertThat(undescribed("DELETE /api/v1/things/mine", 204, "")).isEmpty();
        assertThat(undescribed("GET /api/v1/things/8", 404, problem("not-found"))).isEmpty();
    }

    @Test
    void anAnswerBelongsToOneOperation() {
        assertThat(contract.operationOf(answer("GET /api/v1/things/7?full=true", 200, THING)))
                .contains("GET /api/v1/things/{id}");
        assertThat(contract.operationOf(answer("DELETE /api/v1/things/mine", 204, "")))
                .contains("DELETE /api/v1/things/mine");
        assertThat(contract.operationOf(answer("GET /api/v1/secrets", 404, problem("not-found")))).isEmpty();
    }

    @Test
    void doubledSlashesCountAsOne() {
        assertThat(undescribed("GET /api/v1/things//7", 200, THING, "ETag", "\"1\"")).isEmpty();
        assertThat(undescribed("GET /api/v1/things//7", 200, "{}", "ETag", "\"1\"")).isNotEmpty();
        assertThat(undescribed("DELETE /api/v1//things/mine", 404, problem("not-found"))).isEmpty();
    }

    @Test
    void anUndescribedEndpointFails() {
        assertThat(undescribed("GET /api/v1/secrets", 200, "{}")).isNotEmpty();
        assertThat(undescribed("POST /api/v1/things/7", 201, THING)).isNotEmpty();
        assertThat(undescribed("GET /api/v1/secrets", 404, problem("not-found"))).isEmpty();
    }

    @Test
    void anUndescribedRefusalFails() {
        assertThat(undescribed("GET /api/v1/things/7", 404, problem("gone"))).contains("problem gone");
        assertThat(undescribed("GET /api/v1/things/7", 409, problem("slot-taken"))).isNotEmpty();
    }

    @Test
    void anUndescribedFieldHeaderOrTypeFails() {
        assertThat(undescribed("GET /api/v1/things/7", 200, "{\"id\":1,\"name\":\"x\",\"secret\":2}", "ETag", "\"1\""))
                .isNotEmpty();
        assertThat(undescribed("GET /api/v1/things/7", 200, "{\"id\":1}", "ETag", "\"1\"")).isNotEmpty();
        assertThat(undescribed("GET /api/v1/things/7", 200, "{\"id\":\"1\",\"name\":null}", "ETag", "\"1\""))
                .isNotEmpty();
        assertThat(undescribed("GET /api/v1/things/7", 200, THING)).contains("header ETag: missing");
        assertThat(undescribed("GET /api/v1/things/7", 200, THING, "ETag", "\"1\"", "Location", "/x"))
                .contains("header Location: /x");
        assertThat(undescribed("GET /api/v1/things/7", 200, "<p>", "ETag", "\"1\"", "Content-Type", "text/html"))
                .contains("content type text/html");
        assertThat(undescribed("DELETE /api/v1/things/mine", 204, THING)).isNotEmpty();
    }

    @Test
    void everyDescribedHeaderIsChecked() {
        assertThat(undescribed("GET /api/v1/clock", 200, "{}")).contains("header Cache-Control: missing");
        assertThat(undescribed("GET /api/v1/clock", 200, "{}", "Cache-Control", "no-store")).isEmpty();
    }

    private static String problem(String slug) {
        return "{\"type\":\"urn:medislot:problem:%s\"}".formatted(slug);
    }

    private List<String> undescribed(String call, int status, String text, String... headers) {
        return contract.undescribed(answer(call, status, text, headers));
    }

    private static Answer answer(String call, int status, String text, String... headers) {
        var all = new HashMap<String, List<String>>();
        all.put("Content-Type", List.of(status < 400 ? "application/json" : "application/problem+json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new Answer(call, status, HttpHeaders.of(Map.copyOf(all), (_, _) -> true), text, json(text));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return JSON.missingNode();
        }
    }
}
