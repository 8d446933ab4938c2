package dev.medislot.service.password;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service its {@link Passwords}. */
@AutoConfiguration
@EnableConfigurationProperties(PasswordProperties.class)
class PasswordSetup {

    @Bean
    Passwords passwords(PasswordProperties settings) {
        return new Passwords(settings);
    }
}
