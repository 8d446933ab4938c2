package dev.medislot.gateway;

import dev.medislot.web.own.OwnCalls;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A port of this machine for the calls of the pages in this process, so that they need no connections of the visitors'
 * port while it is full. Such a call counts for the visitor that it names; other programs are refused.
 */
@Configuration
class OwnPort {

    private static final String PROTOCOL = "org.apache.coyote.http11.Http11NioProtocol";

    private final Connector connector = new Connector(PROTOCOL);

    @Bean
    OwnCalls ownCalls() {
        return new OwnCalls(connector::getLocalPort);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> ownPortOfPages(OwnCalls calls) {
        return server -> {
            connector.setPort(0);
            connector.setProperty("address", "127.0.0.1");
            connector.setThrowOnFailure(true);
            connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("own-call-"));
            server.addAdditionalConnectors(connector);
            server.addEngineValves(new VisitorAddress(connector, calls));
        };
    }

    /** Removes the header with the secret from every request, so that no service sees it. */
    private static final class VisitorAddress extends RemoteIpValve {

        private final Connector own;
        private final OwnCalls calls;

        VisitorAddress(Connector own, OwnCalls calls) {
            this.own = own;
            this.calls = calls;
            setProtocolHeader("X-Forwarded-Proto");
            setHostHeader("X-Forwarded-Host");
            setPortHeader("X-Forwarded-Port");
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var isOwn = calls.isSecret(request.getHeader(OwnCalls.HEADER));
            request.getCoyoteRequest().getMimeHeaders().removeHeader(OwnCalls.HEADER);
            if (!own.equals(request.getConnector())) {
                getNext().invoke(request, response);
            } else if (isOwn) {
                super.invoke(request, response);
            } else {
                response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            }
        }
    }
}
