package dev.medislot.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final String WRONG = "{\"email\":\"%s\",\"password\":\"wrong\"}";
    private static final String RIGHT = "{\"email\":\"%s\",\"password\":\"right\"}";

    private final StubService booking = new StubService("booking");
    private final AtomicInteger reached = new AtomicInteger();

    @BeforeEach
    void onePasswordIsRight() {
        booking.answers(exchange -> {
            reached.incrementAndGet();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            StubService.say(exchange, body.contains("wrong") ? 401 : 200, "application/json", "{}");
        });
    }

    @AfterEach
    void stop() {
        booking.close();
    }

    private RunningGateway gateway(String... settings) {
        var all = new ArrayList<>(List.of(settings));
        all.add("medislot.gateway.booking.url=" + booking.url());
        return RunningGateway.with(all.toArray(String[]::new));
    }

    private static Answer login(RunningGateway gateway, String body, String... headers) {
        return gateway.send("POST", "/api/v1/patients/login", body, headers);
    }

    @Test
    void guessingOnePasswordEndsSoon() {
        try (var gateway = gateway()) {
            for (var guess = 0; guess < 10; guess++) {
                assertThat(login(gateway, WRONG.formatted("ann@x.example")).status()).isEqualTo(401);
            }
            var refused = login(gateway, WRONG.formatted("ann@x.example"));

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).contains("urn:medislot:problem:too-many-requests");
            assertThat(refused.text("requestId")).isEqualTo(refused.header("X-Request-Id").orElseThrow());
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(25L, 30L);
            assertThat(reached).hasValue(10);
            assertThat(login(gateway, RIGHT.formatted("bob@x.example")).status()).isEqualTo(200);
        }
    }

    @Test
    void noSpellingOfThePathOrTheEmailGuessesMore() {
        try (var gateway = gateway()) {
            for (var guess = 0; guess < 10; guess++) {
                login(gateway, WRONG.formatted("ann@x.example"));
            }
            for (var spelling : List.of(" ANN@x.example ", "\u00a0ann@x.example", "ann@x.example\u200b",
                    "\\tann@x.example\\n", "ann@\ufeffx.example", "\\u00adann@x.example\\u2060")) {
                assertThat(login(gateway, WRONG.formatted(spelling)).status()).as(spelling).isEqualTo(429);
            }
            assertThat(gateway.send("POST", "/api/v1/patients/l%6Fgin", WRONG.formatted("ann@x.example")).status())
                    .isEqualTo(429);
            assertThat(gateway.send("POST", "/api/v1/patients;a=b/login", WRONG.formatted("ann@x.example")).status())
                    .isEqualTo(429);
        }
    }

    @Test
    void guessingByChangingThePasswordEndsToo() {
        booking.answers(exchange -> StubService.say(exchange, 422, "application/json", "{}"));
        try (var gateway = gateway()) {
            var ann = new String[] { "Authorization", "Bearer ann" };
            for (var guess = 0; guess < 10; guess++) {
                assertThat(gateway.send("POST", "/api/v1/patients/me/password", "{}", ann).status()).isEqualTo(422);
            }
            assertThat(gateway.send("POST", "/api/v1/patients/me/password", "{}", ann).status()).isEqualTo(429);
            assertThat(gateway.send("POST", "/api/v1/patients/an-id/password", "{}", ann).status()).isEqualTo(429);
            assertThat(
                    gateway.send("POST", "/api/v1/patients/me/password", "{}", "Authorization", "Bearer bob").status())
                            .isEqualTo(422);
        }
    }

    @Test
    void guessesAtOnceAreCountedToo() throws Exception {
        try (var gateway = gateway();
                var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = guessers.invokeAll(IntStream.range(0, 100)
                    .<Callable<Integer>>mapToObj(_ -> () -> login(gateway, WRONG.formatted("ann@x.example")).status())
                    .toList());

            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(401, 429).filteredOn(status -> status == 401).hasSize(10);
        }
    }

    @Test
    void rightPasswordsAreNotGuesses() {
        try (var gateway = gateway()) {
            for (var login = 0; login < 30; login++) {
                assertThat(login(gateway, RIGHT.formatted("ann@x.example")).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void tryingManyAccountsEndsToo() {
        try (var gateway = gateway("medislot.rate-limit.failed-logins-of-address.burst=5")) {
            for (var account = 0; account < 5; account++) {
                assertThat(login(gateway, WRONG.formatted(account + "@x.example")).status()).isEqualTo(401);
            }
            assertThat(login(gateway, WRONG.formatted("6@x.example")).status()).isEqualTo(429);
        }
    }

    @Test
    void twoHundredPatientsOfOneAddressGetThrough() throws Exception {
        try (var gateway = gateway("medislot.gateway.connections-per-address=1000");
                var patients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = patients.invokeAll(IntStream.range(0, 200).<Callable<Integer>>mapToObj(n -> () -> {
                var registered = gateway.send("POST", "/api/v1/patients", "{}").status();
                var loggedIn = login(gateway, RIGHT.formatted(n + "@x.example")).status();
                var booked = gateway.send("POST", "/api/v1/bookings", "{}", "Authorization", "Bearer " + n).status();
                return Math.max(registered, Math.max(loggedIn, booked));
            }).toList());

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    @Test
    void oneTokenCannotTakeItAll() {
        try (var gateway = gateway("medislot.rate-limit.token.burst=3", "medislot.rate-limit.token.every=10s")) {
            for (var request = 0; request < 3; request++) {
                assertThat(gateway.get("/api/v1/bookings", "Authorization", "Bearer a").status()).isEqualTo(200);
            }
            var refused = gateway.get("/api/v1/bookings", "Authorization", "Bearer a");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).contains("10");
            assertThat(gateway.get("/api/v1/bookings", "Authorization", "Bearer b").status()).isEqualTo(200);
            assertThat(gateway.manage("/actuator/prometheus").text())
                    .contains("medislot_requests_refused_total{limit=\"token\"} 1.0");
        }
    }

    @Test
    void limitsCanBeSwitchedOff() {
        try (var gateway = gateway("medislot.rate-limit.enabled=false", "medislot.rate-limit.address.burst=1",
                "medislot.rate-limit.address.every=1h")) {
            for (var guess = 0; guess < 20; guess++) {
                assertThat(login(gateway, WRONG.formatted("ann@x.example")).status()).isEqualTo(401);
            }
        }
    }

    @Test
    void onlyTrustedProxiesNameTheClient() {
        var one = new String[] { "medislot.rate-limit.address.burst=1", "medislot.rate-limit.address.every=1h" };
        try (var gateway = gateway(one)) {
            assertThat(gateway.get("/api/v1/bookings", "X-Forwarded-For", "1.1.1.1").status()).isEqualTo(200);
            assertThat(gateway.get("/api/v1/bookings", "X-Forwarded-For", "2.2.2.2").status()).isEqualTo(429);
        }
        try (var gateway = gateway(one[0], one[1], "medislot.gateway.trusted-proxies=127\\.0\\.0\\.1")) {
            assertThat(gateway.get("/api/v1/bookings", "X-Forwarded-For", "1.1.1.1").status()).isEqualTo(200);
            assertThat(gateway.get("/api/v1/bookings", "X-Forwarded-For", "2.2.2.2").status()).isEqualTo(200);
            assertThat(gateway.get("/api/v1/bookings", "X-Forwarded-For", "9.9.9.9, 2.2.2.2").status()).isEqualTo(429);
            assertThat(gateway.get("/api/v1/bookings", "X-Forwarded-For", "2001:db8::1").status()).isEqualTo(200);
            assertThat(gateway.get("/api/v1/bookings", "X-Forwarded-For", "2001:db8::2").status()).isEqualTo(429);
        }
    }
}
