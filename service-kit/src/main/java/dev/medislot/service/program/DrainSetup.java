package dev.medislot.service.program;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Lets a service finish the requests on their way to it before it stops. */
@AutoConfiguration
@EnableConfigurationProperties(DrainProperties.class)
public class DrainSetup {

    @Bean
    Drain drain(DrainProperties settings) {
        return new Drain(settings.drain());
    }
}
