package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({ "POST, 503, true", "DELETE, 503, true", "PATCH, 503, true", "GET, 503, false", "POST, 409, false" })
    void aWriteThatIsNotServedIsInTheHistory(String method, int status, boolean isThere) throws Exception {
        var file = folder.resolve("history.jsonl");
        try (var gateway = new StubGateway(exchange -> {
            exchange.getRequestBody().readAllBytes();
            StubGateway.answer(exchange, status, "{\"detail\": \"Come again\"}");
        });
                var history = new History(file)) {
            new Client(gateway.address(), history).send(method, "/bookings/b1", method.equals("GET") ? null : Map.of(),
                    Duration.ZERO);
        }

        assertThat(Files.readAllLines(file)).hasSize(isThere ? 1 : 0)
                .allMatch(
                        line -> line.contains("\"answered-503\"") && line.contains("\"path\":\"/api/v1/bookings/{id}\"")
                                && line.contains("\"detail\":\"Come again\""));
    }

    @ParameterizedTest
    @CsvSource({ "POST, If-Match", "PUT, Idempotency-Key", "PATCH, Idempotency-Key" })
    void aRepeatedWriteCountsOnce(String method, String header) throws Exception {
        try (var history = new History(folder.resolve("history.jsonl"))) {
            var client = new Client(URI.create("http://127.0.0.1:1"), history);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.send(method, "/bookings", Map.of(), Duration.ofSeconds(1), header, "1"));
        }
    }

    @Test
    void eachAttemptHasTheSameKey() throws Exception {
        var keys = new CopyOnWriteArrayList<String>();
        try (var gateway = new StubGateway(exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.getRequestBody().readAllBytes();
            StubGateway.answer(exchange, keys.size() < 3 ? 503 : 201, "{}");
        });
                var history = new History(folder.resolve("history.jsonl"))) {
            new Client(gateway.address(), history).send("POST", "/bookings", Map.of(), Duration.ofMinutes(1),
                    "Idempotency-Key", "once");
        }

        assertThat(keys).containsExactly("once", "once", "once");
    }
}
