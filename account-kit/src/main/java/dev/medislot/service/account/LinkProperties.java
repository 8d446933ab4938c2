package dev.medislot.service.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long links work.
 *
 * @param reset the lifetime of a link that resets a password
 * @param confirm the lifetime of a link that confirms an email address
 */
@ConfigurationProperties("medislot.links")
record LinkProperties(@DefaultValue("30m") Duration reset, @DefaultValue("3d") Duration confirm) {

    LinkProperties {
        if (!reset.isPositive() || !confirm.isPositive()) {
            throw new IllegalArgumentException("medislot.links.reset and .confirm must be longer than nothing");
        }
    }

    Duration of(Purpose purpose) {
        return switch (purpose) {
            case RESET_PASSWORD -> reset;
            case CONFIRM_EMAIL -> confirm;
        };
    }
}
