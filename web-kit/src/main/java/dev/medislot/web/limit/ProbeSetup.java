package dev.medislot.web.limit;

import io.micrometer.observation.ObservationPredicate;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Leaves probes out of traces and request counts. */
@AutoConfiguration
class ProbeSetup {

    @Bean
    ObservationPredicate excludeProbes() {
        return (_, context) -> !(context instanceof ServerRequestObservationContext observed
                && Probes.isProbe(observed.getCarrier()));
    }
}
