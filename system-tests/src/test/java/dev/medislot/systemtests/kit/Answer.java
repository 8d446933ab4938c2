package dev.medislot.systemtests.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What came back over HTTP. */
public record Answer(String call, int status, HttpHeaders headers, String text, JsonNode body) {

    /** Fails, saying everything, unless the status is that one. */
    public Answer expect(int expected) {
        assertThat(status).as("%s answered %s", call, text).isEqualTo(expected);
        return this;
    }

    /** Fails unless this is that problem document, complete and without anything internal. */
    public Answer expectProblem(int expected, String slug) {
        expect(expected);
        assertThat(header("Content-Type")).as(call).startsWith("application/problem+json");
        assertThat(text("type")).as("%s answered %s", call, text).isEqualTo("urn:medislot:problem:" + slug);
        assertThat(body.path("status").asInt()).as(call).isEqualTo(expected);
        assertThat(text("title")).as(call).isNotBlank();
        assertThat(text("detail")).as(call).isNotBlank();
        assertThat(text).as(call)
                .doesNotContain("Exception", "org.springframework", "dev.medislot", "org.postgresql", "insert into",
                        "constraint", "\tat ");
        return this;
    }

    public String slug() {
        return text("type").replace("urn:medislot:problem:", "");
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public String text(String field) {
        return body.path(field).asString("");
    }

    public List<JsonNode> items() {
        return StreamSupport.stream(body.path("items").spliterator(), false).toList();
    }
}
