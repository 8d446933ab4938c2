package dev.medislot.service.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sessions.
 *
 * @param lifetime how long a session lasts after its last refresh
 */
@ConfigurationProperties("medislot.sessions")
record SessionProperties(@DefaultValue("30d") Duration lifetime) {

    SessionProperties {
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("medislot.sessions.lifetime must be positive");
        }
    }
}
