package dev.medislot.booking.rush;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** {@code DEGRADED} while Redis is left out and the database alone decides. */
@Component("redis")
class SlotLockHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "The database alone decides");

    private final SlotLocks locks;

    SlotLockHealth(SlotLocks locks) {
        this.locks = locks;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.status(locks.inUse() ? Status.UP : DEGRADED);
    }
}
