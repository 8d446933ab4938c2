package dev.medislot.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MergedDocumentTest {

    private static final JsonNode KITCHEN = json("""
            {"openapi": "3.1.0", "info": {"title": "Kitchen", "version": "7", "license": {"name": "X"}},
             "servers": [{"url": "http://kitchen:81"}],
             "tags": [{"name": "Soups", "description": "hot"}, {"name": "Common"}],
             "paths": {"/common": {"get": {"tags": ["Common"]}}, "/soups": {"get": {"tags": ["Soups"]}}},
             "components": {"schemas": {"Soup": {"type": "string"}, "Problem": {"type": "object"}}}}""");
    private static final JsonNode CELLAR = json("""
            {"openapi": "3.1.0", "info": {"title": "Cellar", "version": "7"}, "servers": [{"url": "http://cellar:82"}],
             "tags": [{"name": "Wines"}, {"name": "Common"}],
             "paths": {"/odd": {"get": {}}, "/wines/{id}": {"get": {"tags": ["Wines"]}},
                       "/commons": {"get": {"tags": ["Common"]}}, "/soups": {"post": {"tags": ["Soups"]}}},
             "components": {"schemas": {"Wine": {"type": "integer"}, "Problem": {"type": "object"}},
                            "securitySchemes": {"token": {"type": "http"}}}}""");

    @Test
    void pathsAreSortedByTheirTags() {
        assertThat(merged(KITCHEN, CELLAR).path("paths").propertyNames()).containsExactly("/soups", "/common",
                "/commons", "/wines/{id}", "/odd");
    }

    @Test
    void operationsOfOnePathComeTogether() {
        assertThat(merged(KITCHEN, CELLAR).at("/paths/~1soups").propertyNames()).containsExactly("get", "post");
    }

    @Test
    void aTagOfBothIsListedOnce() {
        assertThat(merged(KITCHEN, CELLAR).path("tags").valueStream().map(tag -> tag.path("name").asString()))
                .containsExactly("Soups", "Common", "Wines");
    }

    @Test
    void thereIsOneServerAndOneInfo() {
        var merged = merged(KITCHEN, CELLAR);

        assertThat(merged.path("servers")).isEqualTo(json("[{\"url\": \"/\"}]"));
        assertThat(merged.at("/info/title").asString()).isEqualTo("Medislot");
        assertThat(merged.at("/info/version").asString()).isEqualTo("7");
        assertThat(merged.at("/info/license/name").asString()).isEqualTo("X");
        assertThat(KITCHEN.at("/info/title").asString()).as("the part is unchanged").isEqualTo("Kitchen");
    }

    @Test
    void equalComponentsAreMerged() {
        var merged = MergedDocument.of(List.of(KITCHEN, CELLAR));

        assertThat(merged.document().at("/components/schemas").propertyNames()).containsExactly("Soup", "Problem",
                "Wine");
        assertThat(merged.document().at("/components/securitySchemes").propertyNames()).containsExactly("token");
        assertThat(merged.conflicts()).isEmpty();
    }

    @Test
    void differentThingsOfOneNameAreConflicts() {
        var other = json("""
                {"openapi": "3.1.0", "paths": {"/wines/{id}": {"get": {"tags": ["Soups"]}, "put": {}}},
                 "components": {"schemas": {"Wine": {"type": "number"}, "Problem": {"type": "object"}},
                                "headers": {"Wine": {}}}}""");

        var merged = MergedDocument.of(List.of(KITCHEN, CELLAR, other));

        assertThat(merged.conflicts()).containsExactly("schemas Wine", "/wines/{id} get");
        assertThat(merged.document().at("/components/schemas/Wine/type").asString()).isEqualTo("integer");
    }

    private static JsonNode merged(JsonNode... documents) {
        return MergedDocument.of(List.of(documents)).document();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
