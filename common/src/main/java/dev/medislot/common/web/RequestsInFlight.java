package dev.medislot.common.web;

import dev.medislot.common.problem.ProblemType;
import dev.medislot.common.problem.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Serves only so many requests at once, so that a rush does not take a service's memory: the others wait in front,
 * where each costs little. Probes and scrapes never wait.
 */
class RequestsInFlight extends OncePerRequestFilter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore places;
    private final Duration patience;
    private final HandlerExceptionResolver problems;

    RequestsInFlight(int atOnce, Duration patience, HandlerExceptionResolver problems) {
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return WebSetup.isProbe(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasPlace()) {
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

    private boolean hasPlace() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
