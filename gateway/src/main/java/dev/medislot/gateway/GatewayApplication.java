package dev.medislot.gateway;

import dev.medislot.gateway.route.Upstreams;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Starts the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

    public static void main(String[] args) {
        Upstreams.letGoOfIdleConnectionsBeforeTheServicesDo();
        Upstreams.lookNamesUpAnew();
        SpringApplication.run(GatewayApplication.class, args);
    }

    /** Probes and scrapes are left out of traces and request counts. */
    @Bean
    ObservationPredicate onlyWhatPeopleAskFor() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext observed
                && isProbe(observed.getCarrier()));
    }

    private static boolean isProbe(@Nullable HttpServletRequest request) {
        return request != null && request.getRequestURI().startsWith("/actuator");
    }
}
