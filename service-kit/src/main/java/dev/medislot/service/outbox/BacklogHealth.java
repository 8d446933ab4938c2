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
 * A backlog as health, which is {@code DEGRADED} when something waits too long, and as the gauges
 * {@code <name>.waiting} and {@code <name>.oldest} (seconds). While it cannot be read the gauges are NaN, and soon so:
 * all other metrics wait for them.
 */
public final class BacklogHealth extends AbstractHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

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
        Gauge.builder(name + ".waiting", () -> soon(Backlog::waiting))
                .description(things + " that wait")
                .register(meters);
        Gauge.builder(name + ".oldest", () -> soon(Backlog::oldestSeconds))
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

    private double soon(ToDoubleFunction<Backlog> part) {
        try {
            return part.applyAsDouble(reading().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException _) {
            return Double.NaN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        }
    }

    /** A new one, unless one is under way. */
    private synchronized CompletableFuture<Backlog> reading() {
        var current = reading;
        if (current == null || current.isDone()) {
            current = CompletableFuture.supplyAsync(table, Thread::startVirtualThread);
            reading = current;
        }
        return current;
    }
}
