package dev.medislot.gateway;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ConnectionsTest {

    private static final String POST = "POST /api/v1/bookings HTTP/1.1\r\nHost: x\r\n";
    private static final Duration HEAD = Duration.ofSeconds(2);
    private static final Duration REQUEST = Duration.ofSeconds(4);
    /** The interval of the checks, and time for a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private final StubService booking = new StubService("booking");

    @AfterEach
    void stop() {
        booking.close();
    }

    private RunningGateway gateway(String... settings) {
        var all = new ArrayList<>(List.of(settings));
        all.add("medislot.gateway.booking.url=" + booking.url());
        return RunningGateway.with(all.toArray(String[]::new));
    }

    /** The start of each request, whose next byte comes every half second. */
    private static Map<String, String> heads() {
        return Map.of("line", "GET /api/v1/bookings?", "header", "GET /api/v1/bookings HTTP/1.1\r\nHost: x\r\nX-A: ",
                "second request", "GET /api/v1/bookings HTTP/1.1\r\nHost: x\r\n\r\nGET /");
    }

    private static Map<String, String> bodies() {
        return Map.of("body", POST + "Content-Length: 9999\r\n\r\n{", "chunk",
                POST + "Transfer-Encoding: chunked\r\n\r\nfff\r\n{", "extension",
                POST + "Transfer-Encoding: chunked\r\n\r\n1;a=", "trailer",
                POST + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\nX-A: ", "refused body",
                "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n{", "body of a GET",
                "GET /api/v1/bookings HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n{");
    }

    @Test
    void noByteEveryHalfSecondHoldsAConnection() throws Exception {
        try (var gateway = gateway("medislot.arrival.head=2s", "medislot.arrival.request=4s");
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var drip = Executors.newScheduledThreadPool(1)) {
            assertThat(gateway.get("/api/v1/bookings").status()).isEqualTo(200);
            var ends = new LinkedHashMap<String, Future<Duration>>();
            for (var start : merged().entrySet()) {
                var client = SlowClient.of(gateway);
                client.send(start.getValue());
                drip.scheduleAtFixedRate(() -> client.send("1"), 500, 500, TimeUnit.MILLISECONDS);
                ends.put(start.getKey(), threads.submit(() -> client.untilClosed(start.getKey())));
            }

            await().until(() -> {
                var started = System.nanoTime();
                assertThat(gateway.get("/api/v1/bookings").status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(HEAD);
                return ends.values().stream().allMatch(Future::isDone);
            });
            drip.shutdownNow();

            for (var end : ends.entrySet()) {
                var limit = heads().containsKey(end.getKey()) ? HEAD : REQUEST;
                assertThat(end.getValue().get()).as(end.getKey()).isBetween(limit, limit.plus(SLACK));
            }
            assertThat(gateway.manage("/actuator/prometheus").text())
                    .contains("medislot_connections_late_total " + (double) ends.size());
        }
    }

    private static Map<String, String> merged() {
        return List.of(heads(), bodies())
                .stream()
                .flatMap(map -> map.entrySet().stream())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void aSlowAnswerIsNotALateRequest() {
        booking.answers(exchange -> {
            await().pollDelay(HEAD.plusMillis(500)).until(() -> true);
            StubService.say(exchange, 200, "text/plain", "slow");
        });
        try (var gateway = gateway("medislot.arrival.head=1s", "medislot.arrival.request=1s")) {
            assertThat(gateway.get("/api/v1/bookings").status()).isEqualTo(200);
            assertThat(gateway.send("POST", "/api/v1/bookings", "{}").status()).isEqualTo(200);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneAddressCannotTakeAllConnections() {
        try (var gateway = gateway()) {
            var open = new ArrayList<SlowClient>();
            while (open.size() < 100) {
                open.add(SlowClient.of(gateway));
            }
            try (var further = SlowClient.of(gateway);
                    var other = SlowClient.from("127.0.0.2", gateway)) {
                assertThat(further.status("/api/v1/bookings")).isEqualTo(-1);
                assertThat(other.status("/api/v1/bookings")).isEqualTo(200);
                assertThat(open).allSatisfy(client -> assertThat(client.status("/api/v1/bookings")).isEqualTo(200));
            }
            open.forEach(SlowClient::close);
            await().until(() -> {
                try (var again = SlowClient.of(gateway)) {
                    return again.status("/api/v1/bookings") == 200;
                }
            });
            assertThat(gateway.manage("/actuator/prometheus").text()).contains("medislot_connections_refused_total");
        }
    }

    @Test
    void aTrustedProxyHasNoBound() {
        try (var gateway = gateway("medislot.gateway.connections-per-address=2",
                "medislot.gateway.trusted-proxies=127\\.0\\.0\\.1")) {
            var open = new ArrayList<SlowClient>();
            while (open.size() < 5) {
                open.add(SlowClient.of(gateway));
            }
            assertThat(open).allSatisfy(client -> assertThat(client.status("/api/v1/bookings")).isEqualTo(200));
            open.forEach(SlowClient::close);
        }
    }
}
