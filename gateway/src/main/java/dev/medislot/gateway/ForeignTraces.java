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

/** Starts a new trace for every request: a client must not choose its id, nor whether it is exported. */
@Configuration
class ForeignTraces {

    private static final List<String> HEADERS = List.of("traceparent", "tracestate", "baggage", "b3", "X-B3-TraceId",
            "X-B3-SpanId", "X-B3-ParentSpanId", "X-B3-Sampled", "X-B3-Flags");

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> newTraces() {
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
