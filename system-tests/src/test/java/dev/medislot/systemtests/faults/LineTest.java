package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patient with an entry of each status, on two pages. */
class LineTest {

    private static final String FIRST_PAGE = """
            {"items": [{"id": "w1", "status": "BOOKED"}, {"id": "w2", "status": "WAITING"}], "next": "c1"}""";
    private static final String SECOND_PAGE = """
            {"items": [{"id": "w3", "status": "OFFERED"}, {"id": "w4", "status": "ENDED"}], "next": null}""";

    private final List<String> deleted = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void onlyOpenEntriesAreLeft() throws Exception {
        var file = folder.resolve("history.jsonl");
        try (var gateway = new StubGateway(this::answer);
                var history = new History(file)) {
            new Line(new Client(gateway.address(), history), history).leave();
        }

        assertThat(deleted).containsExactly("/api/v1/waitlist/w2", "/api/v1/waitlist/w3");
        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.startsWith("{\"type\":\"left\""));
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            deleted.add(exchange.getRequestURI().getPath());
            StubGateway.answer(exchange, 200, "{}");
        } else {
            StubGateway.answer(exchange, 200, isSecond(exchange.getRequestURI()) ? SECOND_PAGE : FIRST_PAGE);
        }
    }

    private static boolean isSecond(URI uri) {
        return uri.getQuery().endsWith("&cursor=c1");
    }
}
