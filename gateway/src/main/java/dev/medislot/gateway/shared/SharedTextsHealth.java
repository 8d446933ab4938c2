package dev.medislot.gateway.shared;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Always up: without Redis, each gateway counts alone. */
@Component("loginLimits")
class SharedTextsHealth extends AbstractHealthIndicator {

    private final SharedTexts texts;
    private final Digests digests;

    SharedTextsHealth(SharedTexts texts, Digests digests) {
        this.texts = texts;
        this.digests = digests;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up()
                .withDetail("counted", texts.areShared() && digests.areShared() ? "by all gateways, in Redis"
                        : "by this gateway alone");
    }
}
