package dev.medislot.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Globals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reports forwarded addresses from a peer that is not a trusted proxy: if it is a proxy, all clients share its limits.
 */
@Component
@Order(ForwardedHeaders.ORDER)
class ForwardedHeaders extends OncePerRequestFilter implements HealthIndicator {

    static final int ORDER = 5;

    private static final Logger LOG = LoggerFactory.getLogger(ForwardedHeaders.class);
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Counter untrusted;
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - PAUSE);

    ForwardedHeaders(MeterRegistry meters) {
        this.untrusted = meters.counter("medislot.forwarded.untrusted");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isUntrusted(request)) {
            untrusted.increment();
            warn();
        }
        chain.doFilter(request, response);
    }

    /** Tomcat marks a request from a trusted proxy. */
    private static boolean isUntrusted(HttpServletRequest request) {
        return request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) == null
                && (request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null);
    }

    private void warn() {
        var now = System.nanoTime();
        var last = warned.get();
        if (now - last >= PAUSE && warned.compareAndSet(last, now)) {
            LOG.warn("Ignored X-Forwarded-For or Forwarded: its sender is not in medislot.gateway.trusted-proxies; "
                    + "all clients of an unknown proxy share one address's limits");
        }
    }

    /** Is always up, because any client may send such a header. */
    @Override
    public Health health() {
        return Health.up().withDetail("untrustedRequests", (long) untrusted.count()).build();
    }
}
