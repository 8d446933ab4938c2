package dev.medislot.web.limit;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Bounds how many requests a service serves at once. */
@AutoConfiguration
public class RequestLimitSetup {

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    /** Before the token is verified, and after the observation begins, which counts the time spent waiting. */
    @Bean
    FilterRegistrationBean<RequestsInFlight> requestsInFlight(@Value("${medislot.at-once:100}") int atOnce,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("medislot.at-once must be at least 1, not " + atOnce);
        }
        var registration = new FilterRegistrationBean<>(new RequestsInFlight(new Bulkhead(atOnce, MAX_WAIT), problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
