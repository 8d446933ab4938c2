package dev.medislot.gateway.route;

import dev.medislot.gateway.GatewayProperties;
import dev.medislot.web.outgoing.OutgoingRequests;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.security.Security;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** The HTTP connections to the services, and their health. */
@Configuration
public class Upstreams {

    /** A new instance has a new address. */
    public static void disableDnsCache() {
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }

    /** Asks for readiness, keys and descriptions: a few requests a second, several at once. */
    @Bean
    HttpClient upstreamClient(GatewayProperties gateway) {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(gateway.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Forwards the requests of clients. */
    @Bean
    OutgoingRequests upstreamRequests(GatewayProperties gateway) {
        return OutgoingRequests.within(gateway.connectTimeout(), gateway.readTimeout());
    }

    @Bean
    ProxyExchange proxyExchange(RestClient.Builder http, GatewayMvcProperties settings) {
        return new Exchange(http.build(), settings);
    }

    @Bean
    CompositeHealthContributor servicesHealthContributor(Services services) {
        return CompositeHealthContributor.fromMap(
                services.all().stream().collect(Collectors.toMap(Instances::service, Function.identity())),
                service -> (HealthIndicator) service::health);
    }
}
