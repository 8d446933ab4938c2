package dev.medislot.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;

@Configuration
class Upstreams {

    private static final String IDLE_SECONDS = "jdk.httpclient.keepalive.timeout";
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(1);

    /** Tomcat closes an idle connection after 20 s; a request sent in that very moment would be lost. */
    static void letGoOfIdleConnectionsBeforeTheServicesDo() {
        if (System.getProperty(IDLE_SECONDS) == null) {
            System.setProperty(IDLE_SECONDS, "10");
        }
    }

    @Bean
    HttpClient upstreamClient(GatewayProperties gateway) {
        return HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER)
                .connectTimeout(gateway.connectTimeout()).executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    }

    @Bean
    JdkClientHttpRequestFactory upstreamRequests(HttpClient upstreamClient, GatewayProperties gateway) {
        var requests = new JdkClientHttpRequestFactory(upstreamClient, Executors.newVirtualThreadPerTaskExecutor());
        requests.setReadTimeout(gateway.readTimeout());
        return requests;
    }

    /** A service that is away degrades the gateway, it does not take it out. */
    @Bean
    CompositeHealthContributor services(HttpClient upstreamClient, GatewayProperties gateway) {
        return CompositeHealthContributor.fromMap(
                Map.of("availability", gateway.availability(), "booking", gateway.booking(), "notification",
                        gateway.notification()),
                upstream -> (HealthIndicator) () -> health(upstreamClient, upstream.url()));
    }

    private static Health health(HttpClient client, URI service) {
        var readiness = HttpRequest.newBuilder(service.resolve("/actuator/health/readiness")).timeout(HEALTH_TIMEOUT)
                .build();
        try {
            var ready = client.send(readiness, BodyHandlers.discarding()).statusCode() == 200;
            return ready ? Health.up().build() : Health.status("DEGRADED").build();
        } catch (IOException e) {
            return Health.status("DEGRADED").build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        }
    }
}
