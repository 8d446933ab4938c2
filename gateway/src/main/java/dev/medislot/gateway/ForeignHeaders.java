package dev.medislot.gateway;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Removes headers that a client must not choose: the id of its trace, whether the trace is exported, and the prefix of
 * the addresses in an answer.
 */
@Configuration
class ForeignHeaders {

    private static final List<String> HEADERS = List.of("traceparent", "tracestate", "baggage", "b3", "X-B3-TraceId",
            "X-B3-SpanId", "X-B3-ParentSpanId", "X-B3-Sampled", "X-B3-Flags", "X-Forwarded-Prefix");

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> withoutForeignHeaders() {
        return server -> server.addEngineValves(new Removal());
    }

    private static final class Removal extends ValveBase {

        Removal() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var headers = request.getCoyoteRequest().getMimeHeaders();
            HEADERS.forEach(headers::removeHeader);
            getNext().invoke(request, response);
        }
    }
}
