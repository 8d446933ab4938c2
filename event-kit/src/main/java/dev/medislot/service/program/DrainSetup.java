package dev.medislot.service.program;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Lets a stopping service answer requests that load balancers still send to it. */
@AutoConfiguration
@EnableConfigurationProperties(DrainProperties.class)
class DrainSetup {

    @Bean
    Drain drain(DrainProperties settings) {
        return new Drain(settings.drain());
    }
}
