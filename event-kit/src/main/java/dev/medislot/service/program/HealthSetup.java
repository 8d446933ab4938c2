package dev.medislot.service.program;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthIndicatorProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/** Replaces Spring Boot's health of the disk, whose details anyone can read. */
@AutoConfiguration(before = DiskSpaceHealthContributorAutoConfiguration.class)
@EnableConfigurationProperties(DiskSpaceHealthIndicatorProperties.class)
class HealthSetup {

    @Bean
    @ConditionalOnEnabledHealthIndicator("diskspace")
    DiskSpaceHealth diskSpaceHealthIndicator(DiskSpaceHealthIndicatorProperties settings) {
        return new DiskSpaceHealth(settings.getPath(), settings.getThreshold());
    }
}
