package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
}
