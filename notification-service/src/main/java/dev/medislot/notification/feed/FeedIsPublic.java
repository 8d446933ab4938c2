package dev.medislot.notification.feed;

import dev.medislot.service.security.PublicEndpoints;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Calendar programs have no token: the feed's address itself is the secret. */
@Configuration(proxyBeanMethods = false)
class FeedIsPublic {

    @Bean
    PublicEndpoints publicEndpoints() {
        return PublicEndpoints.of("GET /api/v1/calendar/*.ics");
    }
}
