package dev.medislot.service.program;

import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Ends the start of a service that has no password for its database or for Kafka. */
final class PasswordCheck implements ApplicationListener<ApplicationPreparedEvent> {

    private static final String EMPTY_LOGIN = "password=\"\"";

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        var settings = event.getApplicationContext().getEnvironment();
        if (text(settings, "spring.datasource.password").isBlank()
                && !text(settings, "spring.datasource.url").contains("password=")) {
            throw new PasswordMissing("spring.datasource.password");
        }
        if (text(settings, "spring.kafka.security.protocol").startsWith("SASL_")
                && text(settings, "spring.kafka.properties.sasl.jaas.config").contains(EMPTY_LOGIN)) {
            throw new PasswordMissing("medislot.kafka.password");
        }
    }

    private static String text(Environment settings, String name) {
        return settings.getProperty(name, "");
    }
}
