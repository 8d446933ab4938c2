package dev.medislot.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {

    private static final String SHOP = "https://booking.clinic.example";
    private static final String LOCAL = "http://localhost:5173";
    private static final String STRANGER = "https://clinic.example";
    private static final StubService BOOKING = new StubService("booking");
    private static final AtomicInteger REACHED = new AtomicInteger();
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with("medislot.gateway.booking.url=" + BOOKING.url(),
                "medislot.gateway.cors-origins=" + SHOP + "," + LOCAL, "medislot.rate-limit.token.burst=1",
                "medislot.rate-limit.token.every=1h");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        BOOKING.close();
    }

    @BeforeEach
    void countCalls() {
        REACHED.set(0);
        BOOKING.answers(exchange -> {
            REACHED.incrementAndGet();
            StubService.say(exchange, 200, "application/json", "{}");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { SHOP, LOCAL })
    void aConfiguredOriginMayReadTheAnswer(String origin) {
        var answer = gateway.get("/api/v1/bookings", "Origin", origin);

        assertThat(answer.isOk().header("Access-Control-Allow-Origin")).contains(origin);
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("ETag, Location, Retry-After, X-Request-Id, Idempotent-Replayed");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }

    @Test
    void aPreflightReachesNoService() throws Exception {
        var answer = preflight(SHOP);

        assertThat(answer).startsWith("HTTP/1.1 204")
                .contains("Access-Control-Allow-Origin: " + SHOP,
                        "Access-Control-Allow-Methods: GET, POST, PUT, PATCH, DELETE, OPTIONS",
                        "Access-Control-Allow-Headers: Authorization, Content-Type, If-Match, Idempotency-Key",
                        "X-Request-Id: ");
        assertThat(preflight(STRANGER)).startsWith("HTTP/1.1 204").doesNotContain("Access-Control");
        assertThat(REACHED).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = { STRANGER, "null", "https://booking.clinic.example.evil.example", "http://localhost:5174",
            "HTTPS://BOOKING.CLINIC.EXAMPLE" })
    void anotherOriginGetsNoPermission(String origin) {
        var answer = gateway.get("/api/v1/bookings", "Origin", origin).isOk();

        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(REACHED).hasValue(1);
    }

    @Test
    void refusalsOfTheGatewayCanBeReadToo() {
        var notFound = gateway.get("/nowhere", "Origin", LOCAL).isProblem(404, "not-found");
        gateway.get("/api/v1/bookings", "Origin", LOCAL, "Authorization", "Bearer a");
        var tooMany = gateway.get("/api/v1/bookings", "Origin", LOCAL, "Authorization", "Bearer a");

        assertThat(tooMany.isProblem(429, "too-many-requests").header("Access-Control-Allow-Origin")).contains(LOCAL);
        assertThat(notFound.header("Access-Control-Allow-Origin")).contains(LOCAL);
    }

    @Test
    void byDefaultNoOriginIsPermitted() {
        try (var plain = RunningGateway.with("medislot.gateway.booking.url=" + BOOKING.url())) {
            Answer answer = plain.get("/api/v1/bookings", "Origin", SHOP).isOk();

            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(answer.headers().allValues("Vary")).doesNotContain("Origin");
        }
    }

    @Test
    void anOptionsRequestThatIsNoPreflightIsPassedOn() {
        assertThat(gateway.send("OPTIONS", "/api/v1/bookings", "", "Origin", SHOP)
                .isOk()
                .header("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(REACHED).hasValue(1);
    }

    /** The JDK's client does not send the headers of a preflight. */
    private static String preflight(String origin) throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("""
                    OPTIONS /api/v1/bookings HTTP/1.1\r
                    Host: h\r
                    Origin: %s\r
                    Access-Control-Request-Method: PATCH\r
                    Access-Control-Request-Headers: if-match\r
                    Connection: close\r
                    \r
                    """.formatted(origin).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
