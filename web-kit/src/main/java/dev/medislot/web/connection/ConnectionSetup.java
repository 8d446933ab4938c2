package dev.medislot.web.connection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Ends requests that take too long to arrive, bounds the connections of one client if a program says so, and sends
 * short answers in one piece.
 */
@AutoConfiguration
@EnableConfigurationProperties(ArrivalProperties.class)
class ConnectionSetup {

    @Bean
    ConnectionCounts connectionCounts() {
        return new ConnectionCounts();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> punctualRequests(ArrivalProperties arrival,
            ObjectProvider<ConnectionBound> bound, ConnectionCounts counts) {
        return server -> {
            server.setProtocol(PunctualHttp11.class.getName());
            server.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof PunctualHttp11 protocol) {
                    protocol.use(arrival, bound.getIfAvailable(() -> ConnectionBound.NONE), counts);
                }
            });
        };
    }

    @Bean
    FilterRegistrationBean<UnflushedAnswers> unflushedAnswers() {
        var registration = new FilterRegistrationBean<>(new UnflushedAnswers());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
