package dev.medislot.web.limit;

import io.micrometer.observation.ObservationPredicate;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Bounds how many requests are served at once, and leaves probes and scrapes out of traces and request counts. */
@AutoConfiguration
public class RequestLimitSetup {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
                && RequestsInFlight.isProbe(observed.getCarrier()));
    }
}
