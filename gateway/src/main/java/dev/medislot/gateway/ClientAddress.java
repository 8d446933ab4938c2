package dev.medislot.gateway;

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

    private static RemoteIpValve valve(Pattern proxies) {
        var valve = new RemoteIpValve();
        valve.setInternalProxies(proxies.pattern());
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }
}
