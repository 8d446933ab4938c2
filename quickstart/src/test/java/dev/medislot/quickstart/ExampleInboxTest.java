package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExampleInboxTest {

    private static final String EMAIL = "pat@medislot.example";

    private final List<String> searches = new CopyOnWriteArrayList<>();
    private final List<String> confirmed = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private URI address;
    private int emptySearches;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        answer("/api/v1/search", query -> {
            searches.add(query);
            return searches.size() > emptySearches ? "{\"messages\":[{\"ID\":\"m1\"}]}" : "{\"messages\":[]}";
        });
        answer("/api/v1/message/m1",
                _ -> "{\"Text\":\"Open http://localhost:8080/account/confirm-email#b.secret please\"}");
        answer("/api/v1/emails/confirm", body -> {
            confirmed.add(body);
            return "{}";
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theLinkOfALateMailConfirmsTheAddress() {
        emptySearches = 1;
        assertThat(inbox(Duration.ofMinutes(1)).confirm(EMAIL, ExampleApi.of(address))).isTrue();
        assertThat(searches).hasSize(2).allMatch(query -> query.contains(EMAIL));
        assertThat(confirmed).containsExactly("{\"token\":\"b.secret\"}");
    }

    @Test
    void anAddressStaysUnconfirmedIfNoMailComesInTime() {
        emptySearches = Integer.MAX_VALUE;
        assertThat(inbox(Duration.ZERO).confirm(EMAIL, ExampleApi.of(address))).isFalse();
        assertThat(searches).hasSize(1);
        assertThat(confirmed).isEmpty();
    }

    private ExampleInbox inbox(Duration patience) {
        return new ExampleInbox(address, patience);
    }

    @FunctionalInterface
    private interface Answer {
        /** @param asked the query, or the body of a request without one */
        String to(String asked);
    }

    private void answer(String path, Answer answer) {
        server.createContext(path, exchange -> {
            var query = exchange.getRequestURI().getQuery();
            var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var body = answer.to(query == null ? asked : query).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
