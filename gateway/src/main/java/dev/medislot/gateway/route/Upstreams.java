package dev.medislot.gateway.route;

import dev.medislot.gateway.GatewayProperties;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.security.Security;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** The HTTP connections to the services, and their health. */
@Configuration
public class Upstreams {

    private static final String IDLE_SECONDS = "jdk.httpclient.keepalive.timeout";

    /** Tomcat closes an idle connection after 20 s; a request sent at that moment would be lost. */
    public static void shortenKeepAlive() {
        if (System.getProperty(IDLE_SECONDS) == null) {
            System.setProperty(IDLE_SECONDS, "10");
        }
    }

    /** A new instance has a new address. */
    public static void disableDnsCache() {
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }

    @Bean
    HttpClient upstreamClient(GatewayProperties gateway) {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(gateway.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Bean
    JdkClientHttpRequestFactory upstreamRequests(HttpClient upstreamClient, GatewayProperties gateway) {
        var requests = new JdkClientHttpRequestFactory(upstreamClient, Executors.newVirtualThreadPerTaskExecutor());
        requests.setReadTimeout(gateway.readTimeout());
        return requests;
    }

    @Bean
    CompositeHealthContributor servicesHealthContributor(Services services) {
        return CompositeHealthContributor.fromMap(
                services.all().stream().collect(Collectors.toMap(Instances::service, Function.identity())),
                service -> (HealthIndicator) service::health);
    }
}
