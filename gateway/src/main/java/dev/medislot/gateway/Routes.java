package dev.medislot.gateway;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.preserveHostHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.removeRequestHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.setPath;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration
class Routes {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    @Bean
    RouterFunction<ServerResponse> availabilityRoutes(GatewayProperties gateway) {
        return routes("availability", gateway.availability(), "doctors", "staff", "licenses", "slots");
    }

    @Bean
    RouterFunction<ServerResponse> bookingRoutes(GatewayProperties gateway) {
        return routes("booking", gateway.booking(), "patients", "bookings", "holds", "ratings", "audit");
    }

    @Bean
    RouterFunction<ServerResponse> notificationRoutes(GatewayProperties gateway) {
        return routes("notification", gateway.notification(), "notifications", "calendar");
    }

    private static RouterFunction<ServerResponse> routes(String service, GatewayProperties.Upstream upstream,
            String... resources) {
        var routes = GatewayRouterFunctions.route(service);
        for (var resource : resources) {
            routes.route(path("/api/v1/" + resource + "/**"), request -> forward(service, request));
        }
        var description = setPath("/v3/api-docs");
        routes.GET("/v3/api-docs/" + service, request -> forward(service, description.apply(request)));
        return routes.before(uri(upstream.url())).before(preserveHostHeader())
                .before(removeRequestHeader("X-Forwarded-Prefix")).build();
    }

    private static ServerResponse forward(String service, ServerRequest request) throws Exception {
        try {
            return http().handle(request);
        } catch (ResourceAccessException e) {
            LOG.warn("Answered 503, service={} did not answer: {}", service, cause(e).getClass().getSimpleName());
            throw new Refused(Problem.UNAVAILABLE, neverArrived(e) ? "Nothing was changed"
                    : "It is not known whether the request was carried out; repeating it with the same Idempotency-Key is safe",
                    Refused.RETRY_SOON);
        }
    }

    private static boolean neverArrived(ResourceAccessException e) {
        return cause(e) instanceof ConnectException || cause(e) instanceof HttpConnectTimeoutException;
    }

    private static Throwable cause(ResourceAccessException e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
