package dev.medislot.service.program;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Time between saying "not ready" and refusing connections, so that whoever shares out requests has noticed before the
 * port closes.
 */
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

    /** Before everything else stops. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
