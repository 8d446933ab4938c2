package dev.medislot.common.web;

import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import tools.jackson.databind.json.JsonMapper;
import jakarta.validation.Validator;

/**
 * Gives a service its way of reading JSON and its {@link MergePatch}, refuses control characters, and leaves probes and
 * scrapes out of its traces and request counts.
 */
@AutoConfiguration
public class WebSetup {

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
    ObservationPredicate onlyWhatPeopleAskFor() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext observed
                && isProbe(observed.getCarrier()));
    }

    private static boolean isProbe(@Nullable HttpServletRequest request) {
        return request != null && request.getRequestURI().startsWith("/actuator");
    }
}
