package dev.medislot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckingProxyTest {

    private static final String DESCRIPTION = """
            {"paths": {"/api/v1/echoes": {"patch": {"responses": {"200": {
               "headers": {"ETag": {"required": true, "schema": {"type": "string"}}},
               "content": {"application/json": {"schema": {"type": "object", "properties": {
                 "text": {"type": "string"}}}}}}}}}}}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer program;
    private final CheckingProxy proxy;

    CheckingProxyTest() throws IOException {
        program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        program.createContext("/v3/api-docs", exchange -> answer(exchange, DESCRIPTION.getBytes(UTF_8)));
        program.createContext("/api/v1/echoes", exchange -> answer(exchange, exchange.getRequestBody().readAllBytes()));
        program.start();
        proxy = CheckingProxy.to(URI.create("http://127.0.0.1:" + program.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        client.close();
        program.stop(0);
    }

    @Test
    void theClientGetsAllOfTheAnswer() throws Exception {
        var answer = patch("{\"text\":\"é\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"text\":\"é\"}");
        assertThat(answer.headers().firstValue("ETag")).contains("\"a=1&b\"");
        proxy.close();
    }

    @Test
    void anAnswerThatIsNotDescribedFailsTheEnd() throws Exception {
        assertThat(patch("{\"secret\":1}").statusCode()).isEqualTo(200);
        assertThatThrownBy(proxy::close).isInstanceOf(AssertionError.class)
                .satisfies(error -> assertThat(error.getSuppressed()).singleElement()
                        .asString()
                        .contains("PATCH /api/v1/echoes?a=1&b answered 200", "secret"));
        assertThat(DescribedAnswers.summary().orElseThrow())
                .matches("API description: [12] answers of 1 operations checked, 1 undescribed");
    }

    private HttpResponse<String> patch(String body) throws Exception {
        var request = HttpRequest.newBuilder(proxy.address().resolve("/api/v1/echoes?a=1&b"))
                .method("PATCH", BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("ETag", "\"%s\"".formatted(exchange.getRequestURI().getQuery()));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
