package dev.medislot.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Hands on only so many requests at once and lets four times as many wait here, where each still has some 100 KB of
 * memory; who comes then is told to come again.
 */
@Component
@Order(RequestsInFlight.AFTER_THE_BODY_IS_BUFFERED)
class RequestsInFlight extends OncePerRequestFilter {

    static final int AFTER_THE_BODY_IS_BUFFERED = 25;
    private static final int WAITING_FOR_EACH = 4;

    private final Semaphore places;
    private final int mostWaiting;
    private final Duration patience;
    private final HandlerExceptionResolver problems;

    RequestsInFlight(GatewayProperties gateway,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.places = new Semaphore(gateway.atOnce(), true);
        this.mostWaiting = WAITING_FOR_EACH * gateway.atOnce();
        this.patience = gateway.readTimeout();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasPlace()) {
            problems.resolveException(request, response, null,
                    new Refused(Problem.UNAVAILABLE, "Too many ask at once; nothing was changed", Refused.RETRY_SOON));
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
            return places.getQueueLength() < mostWaiting
                    && places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
