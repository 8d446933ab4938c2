package dev.medislot.gateway.route;

import dev.medislot.gateway.GatewayProperties;
import dev.medislot.web.problem.Refused;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Hands on only so many requests to a service at once and lets four times as many wait here, where each still has some
 * 100 KB of memory; who comes then is told to come again. Each service has its own bound, so that one that is slow does
 * not stand in the way of the others.
 */
final class RequestsInFlight implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final int WAITING_FOR_EACH = 4;

    private final Semaphore places;
    private final int mostWaiting;
    private final Duration patience;

    RequestsInFlight(GatewayProperties gateway) {
        this.places = new Semaphore(gateway.atOnce(), true);
        this.mostWaiting = WAITING_FOR_EACH * gateway.atOnce();
        this.patience = gateway.readTimeout();
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        if (!hasPlace()) {
            throw Refused.unavailable("Too many ask at once; nothing was changed");
        }
        try {
            return next.handle(request);
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
