package dev.medislot.web.json;

import jakarta.validation.Validator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/**
 * Configures strict JSON and parameters, {@link MergePatch} and the refusal of control characters and of bodies without
 * a concrete type.
 */
@AutoConfiguration
public class JsonSetup {

    @Bean
    MergePatch mergePatch(JsonMapper json, Validator validator) {
        return new MergePatch(json, new JsonInput(json, validator));
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer jsonBodies(JsonMapper json, Validator validator) {
        return converters -> converters.withJsonConverter(new JsonBodies(json, new JsonInput(json, validator)));
    }

    @Bean
    ControlCharacters controlCharacters() {
        return new ControlCharacters();
    }

    @Bean
    ConcreteBodyType concreteBodyType() {
        return new ConcreteBodyType();
    }

    @Bean
    AcceptsJson acceptsJson() {
        return new AcceptsJson();
    }

    @Bean
    GivenParameters givenParameters() {
        return new GivenParameters();
    }
}
