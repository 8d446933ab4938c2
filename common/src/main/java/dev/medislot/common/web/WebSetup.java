package dev.medislot.common.web;

import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a service its way of reading JSON and its {@link MergePatch}, refuses control characters, bounds how many
 * requests are served at once, and leaves probes and scrapes out of its traces and request counts.
 */
@AutoConfiguration
public class WebSetup {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

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

    /** Before the token is looked at, and behind the observation, which counts the time spent waiting. */
    @Bean
    FilterRegistrationBean<RequestsInFlight> requestsInFlight(@Value("${medislot.at-once:100}") int atOnce,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("medislot.at-once must be at least 1, not " + atOnce);
        }
        var registration = new FilterRegistrationBean<>(new RequestsInFlight(atOnce, PATIENCE, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    ObservationPredicate onlyWhatPeopleAskFor() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext observed
                && isProbe(observed.getCarrier()));
    }

    static boolean isProbe(@Nullable HttpServletRequest request) {
        return request != null && request.getRequestURI().startsWith("/actuator");
    }
}
