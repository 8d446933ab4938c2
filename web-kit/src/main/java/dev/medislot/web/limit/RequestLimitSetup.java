package dev.medislot.web.limit;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Bounds how many requests a service serves at once. */
@AutoConfiguration
@EnableConfigurationProperties(RequestLimitProperties.class)
public class RequestLimitSetup {

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    /**
     * The filter comes before the token is verified, and after the observation begins, which counts the time spent
     * waiting.
     */
    @Bean
    FilterRegistrationBean<RequestsInFlight> requestsInFlight(RequestLimitProperties settings,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var bulkhead = new Bulkhead(settings.atOnce(), MAX_WAIT);
        var registration = new FilterRegistrationBean<>(new RequestsInFlight(bulkhead, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
