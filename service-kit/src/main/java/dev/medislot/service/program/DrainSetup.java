package dev.medislot.service.program;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Lets a service finish the requests on their way to it before it stops. */
@AutoConfiguration
public class DrainSetup {

    @Bean
    Drain drain(@Value("${medislot.drain:0s}") Duration duration) {
        if (duration.isNegative() || duration.compareTo(Duration.ofSeconds(15)) > 0) {
            throw new IllegalArgumentException("medislot.drain must be from 0s to 15s, not " + duration);
        }
        return new Drain(duration);
    }
}
