package dev.medislot.gateway.route;

import dev.medislot.gateway.GatewayProperties;
import dev.medislot.web.limit.Bulkhead;
import dev.medislot.web.problem.Refused;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Bounds the requests in flight to one service, because each has some 100 KB of memory here. Every service has a bound
 * of its own, so that a slow one does not hold up the others.
 */
final class ServiceBulkhead implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private final Bulkhead bulkhead;

    ServiceBulkhead(GatewayProperties gateway) {
        this.bulkhead = new Bulkhead(gateway.atOnce(), gateway.readTimeout());
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        if (!bulkhead.enter()) {
            throw Refused.unavailable("Too many requests at once; nothing was changed");
        }
        try {
            return next.handle(request);
        } finally {
            bulkhead.leave();
        }
    }
}
