package dev.medislot.web.problem;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs the stack trace of a cause at most once a minute. Every other occurrence is one line with its count, so that a
 * client that repeats a failing request cannot fill the disk.
 */
public final class ErrorLog {

    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();
    private static final int MAX_CAUSES = 1_000;

    private record Cause(Class<?> type, @Nullable StackTraceElement frame) {

        static Cause of(Throwable e) {
            var root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            var frames = root.getStackTrace();
            return new Cause(root.getClass(), frames.length == 0 ? null : frames[0]);
        }
    }

    private record Occurrences(long tracedAt, int count) {}

    private final Logger log;
    private final LongSupplier nanoTime;
    private final Map<Cause, Occurrences> recent = new ConcurrentHashMap<>();

    public ErrorLog(Logger log) {
        this(log, System::nanoTime);
    }

    ErrorLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    public void error(String message, Throwable e) {
        log(Level.ERROR, message, e);
    }

    public void warn(String message, Throwable e) {
        log(Level.WARN, message, e);
    }

    private void log(Level level, String message, Throwable e) {
        var cause = Cause.of(e);
        if (recent.size() >= MAX_CAUSES) {
            recent.clear();
        }
        long now = nanoTime.getAsLong();
        var occurrences = recent.merge(cause, new Occurrences(now, 1),
                (known, first) -> now - known.tracedAt() >= INTERVAL ? first
                        : new Occurrences(known.tracedAt(), known.count() + 1));
        if (occurrences.count() == 1) {
            log.atLevel(level).setCause(e).log(message);
        } else {
            log.atLevel(level)
                    .log("{}: {} at {}, {} times since its stack trace", message, cause.type().getName(), cause.frame(),
                            occurrences.count());
        }
    }
}
