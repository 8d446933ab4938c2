package dev.medislot.service.api;

import dev.medislot.service.security.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Objects;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** Adds the security scheme, the operations that need a token and the problem document to each API description. */
@AutoConfiguration
class ApiDescription {

    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";

    @Bean
    OpenApiCustomizer sharedComponents() {
        return api -> {
            if (api.getComponents() == null) {
                api.setComponents(new Components());
            }
            api.getComponents()
                    .addSecuritySchemes(TOKEN,
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"))
                    .addSchemas(PROBLEM, problem());
        };
    }

    @Bean
    OperationCustomizer tokensAndRefusals() {
        return ApiDescription::describe;
    }

    private static Operation describe(Operation operation, HandlerMethod method) {
        for (var parameter : method.getMethodParameters()) {
            if (isCaller(parameter.nestedIfOptional())) {
                if (parameter.getParameterType() == Optional.class) {
                    operation.addSecurityItem(new SecurityRequirement());
                }
                operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
                // springdoc takes it for a query parameter
                operation.getParameters().removeIf(it -> it.getName().equals(parameter.getParameter().getName()));
            }
        }
        var refusal = new ApiResponse().description("Refused: the problem's type says why (RFC 9457)")
                .content(new Content().addMediaType("application/problem+json",
                        new MediaType().schema(new JsonSchema().$ref(PROBLEM))));
        operation.setResponses(Objects.requireNonNullElseGet(operation.getResponses(), ApiResponses::new));
        operation.getResponses().addApiResponse(ApiResponses.DEFAULT, refusal);
        return operation;
    }

    private static boolean isCaller(MethodParameter parameter) {
        return parameter.getNestedParameterType() == Caller.class;
    }

    private static Schema<?> problem() {
        var error = a("object").addProperty("field", a("string")).addProperty("message", a("string"));
        return a("object").description("A problem document")
                .addProperty("type", a("string").description("urn:medislot:problem:<why>"))
                .addProperty("title", a("string"))
                .addProperty("status", a("integer"))
                .addProperty("detail", a("string"))
                .addProperty("instance", a("string"))
                .addProperty("requestId", a("string").description("The same as the header X-Request-Id"))
                .addProperty("help", a("string").description("The page about this type, below the gateway's address"))
                .addProperty("errors", a("array").items(error).description("Of a validation: every wrong field"));
    }

    private static Schema<?> a(String type) {
        return new JsonSchema().typesItem(type);
    }
}
