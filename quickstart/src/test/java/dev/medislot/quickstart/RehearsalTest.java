package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rehearses with a gateway that only records requests. */
class RehearsalTest {

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private boolean refuses;
    private HttpServer gateway;
    private Rehearsal rehearsal;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 100);
        gateway.createContext("/", this::answer);
        gateway.start();
        rehearsal = new Rehearsal(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
                ServiceEnvironment.STAFF_EMAIL, ServiceEnvironment.PASSWORD);
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void everyRoleReadsPagesAndListsAndChangesNothing() {
        rehearsal.read();

        assertThat(requests).contains("GET /register null null", "GET /appointments null medislot-access=patients",
                "GET /api/v1/bookings Bearer patients null", "GET /doctor null medislot-access=doctors",
                "GET /api/v1/desk/day Bearer staff null");
        assertThat(requests).filteredOn(request -> !request.startsWith("GET "))
                .allMatch(request -> request.contains("/login"));
    }

    @Test
    void patientsOfItsOwnBookMoveAndCancel() {
        rehearsal.play(Duration.ofMillis(500));

        assertThat(requests).contains("POST /api/v1/holds Bearer patients null",
                "POST /api/v1/bookings Bearer patients null", "PATCH /api/v1/bookings/b1 Bearer patients null");
    }

    @Test
    void refusalsAndAnAbsentGatewayAreNoFailure() {
        refuses = true;
        rehearsal.read();

        assertThat(requests).contains("GET /api/v1/desk/day null null");
        gateway.stop(0);
        assertThatNoException().isThrownBy(rehearsal::read);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var headers = exchange.getRequestHeaders();
        requests.add("%s %s %s %s".formatted(exchange.getRequestMethod(), path, headers.getFirst("Authorization"),
                headers.getFirst("Cookie")));
        exchange.getRequestBody().readAllBytes();
        var bytes = (refuses ? "{}" : body(path)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(refuses ? 401 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String body(String path) {
        if (path.endsWith("/login")) {
            return "{\"accessToken\": \"%s\"}".formatted(path.split("/")[3]);
        }
        return path.endsWith("/slots") ? "{\"items\": [{\"id\": \"s1\"}, {\"id\": \"s2\"}]}" : "{\"id\": \"b1\"}";
    }
}
