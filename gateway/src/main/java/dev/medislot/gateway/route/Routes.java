package dev.medislot.gateway.route;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.preserveHostHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.setPath;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import dev.medislot.gateway.GatewayProperties;
import dev.medislot.web.problem.Refused;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration
class Routes {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final ProxyExchangeHandlerFunction proxy;

    Routes(ProxyExchangeHandlerFunction proxy) {
        this.proxy = proxy;
    }

    @Bean
    RouterFunction<ServerResponse> availabilityRoutes(Services services, GatewayProperties gateway) {
        return routes(services.availability(), gateway, "doctors", "staff", "licenses", "slots", "visit-types",
                "closures");
    }

    @Bean
    RouterFunction<ServerResponse> bookingRoutes(Services services, GatewayProperties gateway) {
        return routes(services.booking(), gateway, "patients", "bookings", "holds", "waitlist", "desk", "ratings",
                "audit", "clinic");
    }

    @Bean
    RouterFunction<ServerResponse> notificationRoutes(Services services, GatewayProperties gateway) {
        return routes(services.notification(), gateway, "notifications", "calendar", "reminders");
    }

    /** Both services that keep accounts serve these paths, each for its own accounts. */
    @Bean
    RouterFunction<ServerResponse> accountRoutes(AccountOwner owner, GatewayProperties gateway) {
        var routes = GatewayRouterFunctions.route("accounts");
        for (var resource : List.of("sessions", "passwords", "emails")) {
            routes.route(path("/api/v1/" + resource + "/**"), request -> forward(owner.of(request), request));
        }
        return finished(routes, gateway);
    }

    /**
     * Spring Cloud Gateway reads its header filters when the context is refreshed. Tomcat accepts requests before that,
     * and without the filters each of them would fail.
     */
    @Bean
    SmartInitializingSingleton headerFilters(ApplicationContext context) {
        return () -> proxy.onApplicationEvent(new ContextRefreshedEvent(context));
    }

    private RouterFunction<ServerResponse> routes(Instances instances, GatewayProperties gateway, String... resources) {
        var routes = GatewayRouterFunctions.route(instances.service());
        for (var resource : resources) {
            routes.route(path("/api/v1/" + resource + "/**"), request -> forward(instances, request));
        }
        var description = setPath("/v3/api-docs");
        routes.GET("/v3/api-docs/" + instances.service(), request -> forward(instances, description.apply(request)));
        return finished(routes, gateway);
    }

    private static RouterFunction<ServerResponse> finished(RouterFunctions.Builder routes, GatewayProperties gateway) {
        return routes.filter(new ServiceBulkhead(gateway)).before(preserveHostHeader()).build();
    }

    private ServerResponse forward(Instances instances, ServerRequest request) throws Exception {
        for (var instance : instances.candidates()) {
            try {
                return proxy.handle(uri(instance).apply(request));
            } catch (ResourceAccessException e) {
                LOG.warn("Instance {} of service={} did not answer: {}", instance, instances.service(),
                        cause(e).getClass().getSimpleName());
                if (!neverArrived(e) && !(READS.contains(request.method()) && brokeOff(e))) {
                    throw Refused.outcomeUnknown();
                }
                instances.markDown(instance);
            }
        }
        throw Refused.unavailable("Nothing was changed");
    }

    private static boolean brokeOff(ResourceAccessException e) {
        return !(cause(e) instanceof SocketTimeoutException);
    }

    private static boolean neverArrived(ResourceAccessException e) {
        return cause(e) instanceof ConnectException;
    }

    private static Throwable cause(ResourceAccessException e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
