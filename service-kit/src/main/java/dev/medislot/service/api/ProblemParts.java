package dev.medislot.service.api;

import dev.medislot.common.ProblemType;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The problem document in the API description: its schema, an example of each type, and the responses with it. */
class ProblemParts {

    private static final String PROBLEM = "Problem";
    private static final String FIELD_ERROR = "FieldError";
    /** No operation answers that its own method is not allowed. */
    private static final Set<ProblemType> OF_OPERATIONS = EnumSet
            .complementOf(EnumSet.of(ProblemType.METHOD_NOT_ALLOWED));
    private static final String REQUEST_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Words words;

    ProblemParts(Words words) {
        this.words = words;
    }

    void addTo(Components components) {
        components.addSchemas(PROBLEM, problem()).addSchemas(FIELD_ERROR, fieldError());
        for (var type : OF_OPERATIONS) {
            components.addExamples(type.slug(), example(type, type.status()));
        }
        components.addExamples(exampleName(ProblemType.IDEMPOTENCY_CONFLICT, 409),
                example(ProblemType.IDEMPOTENCY_CONFLICT, 409));
    }

    /** The response of one status, with an example of each type, named by its slug. */
    ApiResponse response(int status, Collection<ProblemType> types) {
        var content = new MediaType().schema(new JsonSchema().$ref(PROBLEM));
        types.forEach(type -> content.addExamples(type.slug(),
                new Example().$ref("#/components/examples/" + exampleName(type, status))));
        var response = new ApiResponse().description(description(types))
                .content(new Content().addMediaType("application/problem+json", content));
        for (var header : headers(status, types)) {
            response.addHeaderObject(header, new Header().$ref("#/components/headers/" + header));
        }
        return response;
    }

    private static List<String> headers(int status, Collection<ProblemType> types) {
        if (status == HttpStatus.UNAUTHORIZED.value()) {
            return List.of(HttpHeaders.WWW_AUTHENTICATE);
        }
        var isForNow = types.contains(ProblemType.TOO_MANY_REQUESTS) || types.contains(ProblemType.UNAVAILABLE)
                || (status == HttpStatus.CONFLICT.value() && types.contains(ProblemType.IDEMPOTENCY_CONFLICT));
        return isForNow ? List.of(HttpHeaders.RETRY_AFTER) : List.of();
    }

    private static String description(Collection<ProblemType> types) {
        return String.join("; ", types.stream().map(type -> "`" + type.slug() + "`: " + type.title()).toList());
    }

    private static String exampleName(ProblemType type, int status) {
        return type.status() == status ? type.slug() : type.slug() + "-" + status;
    }

    private Example example(ProblemType type, int status) {
        var value = new LinkedHashMap<String, Object>();
        value.put("type", type.uri().toString());
        value.put("title", type.title());
        value.put("status", status);
        value.put("detail", words.of("problem." + type.slug()).orElse(type.title()));
        value.put("instance", "/api/v1/bookings");
        value.put("requestId", REQUEST_ID);
        value.put("help", "/docs/problems#" + type.slug());
        if (type == ProblemType.VALIDATION) {
            value.put("errors", List.of(Map.of("field", "address.state", "message", "is missing")));
        }
        return new Example().summary(type.title()).value(value);
    }

    private static Schema<?> problem() {
        return a("object").addProperty("type", urns())
                .addProperty("title", a("string"))
                .addProperty("status", a("integer"))
                .addProperty("detail", a("string"))
                .addProperty("requestId", a("string"))
                .addProperty("help", a("string").format("uri-reference"))
                .addProperty("instance", leftOut(a("string").format("uri-reference")))
                .addProperty("errors", leftOut(a("array").items(new JsonSchema().$ref(FIELD_ERROR))))
                .addProperty("bookingId", leftOut(a("string").format("uuid")));
    }

    private static Schema<?> urns() {
        var urns = new JsonSchema();
        urns.addType("string");
        Arrays.stream(ProblemType.values()).forEach(type -> urns.addEnumItemObject(type.uri().toString()));
        return urns;
    }

    private static Schema<?> fieldError() {
        return a("object").addProperty("field", a("string")).addProperty("message", a("string"));
    }

    private static Schema<?> leftOut(Schema<?> property) {
        property.addExtension(Presence.LEFT_OUT, true);
        return property;
    }

    private static Schema<?> a(String type) {
        return new JsonSchema().typesItem(type);
    }
}
