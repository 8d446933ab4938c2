package dev.medislot.web.trace;

import io.micrometer.observation.ObservationFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives a program its {@link SecretPaths}. */
@AutoConfiguration
class TraceSetup {

    @Bean
    ObservationFilter maskSecretPaths() {
        return new SecretPaths();
    }
}
