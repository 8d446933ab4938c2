package dev.medislot.web.limit;

import dev.medislot.web.problem.ProblemType;
import dev.medislot.web.problem.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Serves only so many requests at once and lets four times as many wait in front, so that no rush takes a service's
 * memory, of which each request that waits has some 100 KB; who comes then is told to come again. Who had to wait gives
 * the connection back, for a service accepts only so many. Probes and scrapes never wait.
 */
class RequestsInFlight extends OncePerRequestFilter {

    private static final int WAITING_FOR_EACH = 4;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore places;
    private final int mostWaiting;
    private final Duration patience;
    private final HandlerExceptionResolver problems;

    RequestsInFlight(int atOnce, Duration patience, HandlerExceptionResolver problems) {
        this.places = new Semaphore(atOnce, true);
        this.mostWaiting = WAITING_FOR_EACH * atOnce;
        this.patience = patience;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return isProbe(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasPlace(response)) {
            problems.resolveException(request, response, null,
                    Refused.until(ProblemType.UNAVAILABLE, "Too many ask at once; nothing was changed", RETRY_AFTER));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    static boolean isProbe(@Nullable HttpServletRequest request) {
        return request != null && request.getRequestURI().startsWith("/actuator");
    }

    private boolean hasPlace(HttpServletResponse response) {
        try {
            if (places.tryAcquire(0, TimeUnit.MILLISECONDS)) {
                return true;
            }
            // others may wait to be connected
            response.setHeader(HttpHeaders.CONNECTION, "close");
            return places.getQueueLength() < mostWaiting
                    && places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
