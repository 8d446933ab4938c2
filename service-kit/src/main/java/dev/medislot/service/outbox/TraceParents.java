package dev.medislot.service.outbox;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** W3C trace contexts, stored with work that is continued later, so that the trace continues too. */
public final class TraceParents {

    private static final String HEADER = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    TraceParents(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The one in which something happens now. */
    public @Nullable String current() {
        var span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        var headers = new HashMap<String, String>();
        propagator.inject(span.context(), headers, (carrier, name, value) -> headers.put(name, value));
        return headers.get(HEADER);
    }

    /**
     * Until it is closed, this thread works in a span of that name in the stored trace; in none where none was stored.
     */
    public Continued goOn(@Nullable String traceParent, String name) {
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

    /** A span that goes on in this thread. */
    @FunctionalInterface
    public interface Continued extends AutoCloseable {

        @Override
        void close();
    }
}
