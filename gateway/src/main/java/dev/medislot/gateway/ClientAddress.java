package dev.medislot.gateway;

import dev.medislot.web.connection.ConnectionBound;
import dev.medislot.web.connection.ConnectionCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.regex.Pattern;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ClientAddress {

    /** Makes the request's address, scheme and host those of the client that a trusted proxy names. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> clientAddressBehindProxies(
            GatewayProperties gateway) {
        return server -> {
            var proxies = gateway.trustedProxies();
            if (proxies != null) {
                server.addEngineValves(valve(proxies));
            }
        };
    }

    /** A proxy's connections are those of many clients. */
    @Bean
    ConnectionBound connectionsPerAddress(GatewayProperties gateway) {
        var proxies = gateway.trustedProxies();
        return new ConnectionBound(gateway.connectionsPerAddress(),
                address -> proxies != null && proxies.matcher(address.getHostAddress()).matches());
    }

    @Bean
    MeterBinder closedConnections(ConnectionCounts counts) {
        return meters -> {
            FunctionCounter.builder("medislot.connections.refused", counts, ConnectionCounts::refused)
                    .description("Connections closed because their address had too many")
                    .register(meters);
            FunctionCounter.builder("medislot.connections.late", counts, ConnectionCounts::late)
                    .description("Connections closed because a request took too long to arrive")
                    .register(meters);
        };
    }

    private static RemoteIpValve valve(Pattern proxies) {
        var valve = new RemoteIpValve();
        valve.setInternalProxies(proxies.pattern());
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }
}
