package dev.medislot.web.problem;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem document where Tomcat or Spring Security refuses a request before any controller. */
@Configuration
class UnreadableRequests {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRequests.class);

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsOfUnreadableRequests(JsonMapper json) {
        return server -> server.addContextCustomizers(context -> {
            context.getParent().getPipeline().addValve(new Refusal(json));
            context.getPipeline().addValve(new MethodRequired());
        });
    }

    /** Refuses a request line that begins with the path, which Tomcat takes for an empty method. */
    private static final class MethodRequired extends ValveBase {

        MethodRequired() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (request.getMethod().isEmpty()) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            } else {
                getNext().invoke(request, response);
            }
        }
    }

    private static final class Refusal extends ErrorReportValve {

        private final JsonMapper json;

        Refusal(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            var problem = Problem.of(Problem.typeFor(HttpStatusCode.valueOf(response.getStatus())),
                    "See the API description");
            problem.setStatus(response.getStatus());
            Problem.identify(problem, request.getRequest());
            response.setHeader(RequestIds.HEADER, RequestIds.of(request.getRequest()));
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getOutputStream().write(json.writeValueAsBytes(problem));
                response.finishResponse();
            } catch (IOException e) {
                LOG.debug("The client has closed the connection: {}", e.toString());
            }
        }
    }
}
