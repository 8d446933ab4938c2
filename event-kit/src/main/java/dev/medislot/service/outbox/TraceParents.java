package dev.medislot.service.outbox;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and continues W3C trace contexts, which are stored with work so that its trace goes on. */
public final class TraceParents {

    private static final String HEADER = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    TraceParents(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The trace context of this thread. */
    public @Nullable String current() {
        var span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        var headers = new HashMap<String, String>();
        propagator.inject(span.context(), headers, (carrier, name, value) -> headers.put(name, value));
        return headers.get(HEADER);
    }

    /** Continues the stored trace in this thread with a new span, until it is closed. Does nothing without a trace. */
    public Continued continueTrace(@Nullable String traceParent, String name) {
        if (traceParent == null) {
            return () -> {};
        }
        var span = propagator.extract(Map.of(HEADER, traceParent), Map::get).name(name).start();
        var scope = tracer.withSpan(span);
        return () -> {
            scope.close();
            span.end();
        };
    }

    /** A span of this thread; closing ends it. */
    @FunctionalInterface
    public interface Continued extends AutoCloseable {

        @Override
        void close();
    }
}
