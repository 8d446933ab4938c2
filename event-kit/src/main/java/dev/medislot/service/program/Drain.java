package dev.medislot.service.program;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Waits between reporting "not ready" and closing the port, so that load balancers notice in time. */
class Drain implements SmartLifecycle {

    private final Duration duration;
    private volatile boolean running;

    Drain(Duration duration) {
        this.duration = duration;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
