package dev.medislot.web.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the connections that were closed for want of a whole request, or for being too many of one address. */
public final class ConnectionCounts {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionCounts.class);
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final LongAdder refused = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - PAUSE);

    void countRefused() {
        refused.increment();
        warn();
    }

    void countLate() {
        late.increment();
        warn();
    }

    /** Connections closed because their address had too many. */
    public long refused() {
        return refused.sum();
    }

    /** Connections closed because a request took too long to arrive. */
    public long late() {
        return late.sum();
    }

    private void warn() {
        var now = System.nanoTime();
        var last = warned.get();
        if (now - last >= PAUSE && warned.compareAndSet(last, now)) {
            LOG.warn("Closed connections since the start: refused={} late={}", refused(), late());
        }
    }
}
