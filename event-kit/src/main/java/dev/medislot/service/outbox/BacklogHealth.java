package dev.medislot.service.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports a backlog as health, {@code DEGRADED} when an entry waits too long, and as the gauges {@code <name>.waiting}
 * and {@code <name>.oldest} (seconds). The gauges turn NaN when the table does not answer within a second, because a
 * scrape waits for them.
 */
public class BacklogHealth extends AbstractHealthIndicator {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Supplier<Backlog> table;
    private final Duration overdue;
    private final Status degraded;
    private @Nullable CompletableFuture<Backlog> reading;

    /**
     * @param name prefix of the metrics
     * @param things the waiting entries, in the plural
     * @param table reads the backlog
     */
    public BacklogHealth(String name, String things, Supplier<Backlog> table, Duration overdue, MeterRegistry meters) {
        super(things + " cannot be read");
        this.table = table;
        this.overdue = overdue;
        this.degraded = new Status("DEGRADED", things + " wait too long");
        Gauge.builder(name + ".waiting", () -> read(Backlog::waiting))
                .description(things + " that wait")
                .register(meters);
        Gauge.builder(name + ".oldest", () -> read(Backlog::oldestSeconds))
                .description("How long the oldest of the %s that wait has done so".formatted(things))
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var backlog = table.get();
        health.status(backlog.oldestSeconds() > overdue.toSeconds() ? degraded : Status.UP)
                .withDetail("waiting", backlog.waiting())
                .withDetail("oldestSeconds", Math.round(backlog.oldestSeconds()));
    }

    private double read(ToDoubleFunction<Backlog> part) {
        try {
            return part.applyAsDouble(reading().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException _) {
            return Double.NaN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        }
    }

    /** The read in progress, or a new one. */
    private synchronized CompletableFuture<Backlog> reading() {
        var current = reading;
        if (current == null || current.isDone()) {
            current = CompletableFuture.supplyAsync(table, Thread::startVirtualThread);
            reading = current;
        }
        return current;
    }
}
