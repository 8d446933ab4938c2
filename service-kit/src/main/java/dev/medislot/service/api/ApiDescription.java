package dev.medislot.service.api;

import dev.medislot.common.UsState;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;

/** Completes the API description of a service, so that it says what the code does. */
@AutoConfiguration
class ApiDescription {

    private static final String CONTACT = "https://medislot.example";
    private static final List<String> HEADERS = List.of(OperationDescription.REQUEST_ID, HttpHeaders.ETAG,
            HttpHeaders.LOCATION, HttpHeaders.CACHE_CONTROL, Answers.REPLAYED, HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE);
    private static final Set<String> ALWAYS_THERE = Set.of(OperationDescription.REQUEST_ID, HttpHeaders.ETAG,
            HttpHeaders.LOCATION, HttpHeaders.CACHE_CONTROL);

    private final Schemas schemas = new Schemas();
    private final Words words = new Words();
    private final ProblemParts problems = new ProblemParts(words);

    static {
        ModelResolver.enumsAsRef = true;
    }

    @Bean
    ModelNullness modelNullness() {
        return new ModelNullness();
    }

    @Bean
    TextTypes textTypes() {
        return new TextTypes();
    }

    @Bean
    OperationCustomizer operationDescription() {
        return new OperationDescription(schemas, problems);
    }

    @Bean
    OpenApiCustomizer completeDescription(@Value("${info.app.version:development}") String version) {
        return api -> {
            api.setServers(List.of(new Server().url("/").description("The address of this description")));
            api.getInfo()
                    .version(version)
                    .contact(new Contact().name("Medislot").url(CONTACT))
                    .license(new License().name("Apache License 2.0").identifier("Apache-2.0"));
            addComponents(api);
            new Wording(words).describe(api);
            BodyExamples.addTo(api, words);
            finish(new UsedSchemas(api));
        };
    }

    private void addComponents(OpenAPI api) {
        api.setComponents(Objects.requireNonNullElseGet(api.getComponents(), Components::new));
        var components = api.getComponents();
        components.addSecuritySchemes(OperationDescription.TOKEN,
                new SecurityScheme().type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("The `accessToken` of a login"));
        for (var header : HEADERS) {
            components.addHeaders(header,
                    new Header().description(words.of(header).orElse(header))
                            .required(ALWAYS_THERE.contains(header) ? true : null)
                            .schema(new JsonSchema().typesItem("string")));
        }
        schemas.of(UsState.class);
        schemas.components().forEach(components::addSchemas);
        problems.addTo(components);
    }

    private static void finish(UsedSchemas used) {
        used.requireWhatAnswersShow();
        used.removeTheRest();
    }
}
