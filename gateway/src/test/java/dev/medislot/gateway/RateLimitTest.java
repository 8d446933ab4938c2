package dev.medislot.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.medislot.testkit.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RateLimitTest {

    private static final String WRONG = "{\"email\":\"%s\",\"password\":\"wrong\"}";
    private static final String EMAIL_TAKEN = "{\"type\":\"urn:medislot:problem:email-taken\"}";
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
    void aGuesserRefusesNoOtherAccountOfItsAddress() {
        try (var gateway = gateway("medislot.rate-limit.failed-logins-of-address.burst=5")) {
            for (var account = 0; account < 5; account++) {
                assertThat(login(gateway, WRONG.formatted(account + "@x.example")).status()).isEqualTo(401);
            }
            assertThat(login(gateway, WRONG.formatted("3@x.example")).status()).isEqualTo(429);
            assertThat(login(gateway, RIGHT.formatted("new@x.example")).status()).isEqualTo(200);
            assertThat(login(gateway, WRONG.formatted("6@x.example")).status()).isEqualTo(401);
            assertThat(login(gateway, RIGHT.formatted("6@x.example")).status()).isEqualTo(429);
            assertThat(login(gateway, RIGHT.formatted("new@x.example")).status()).isEqualTo(200);
        }
    }

    @Test
    void aFloodOfLoginsSparesKnownAccountsAndPages() {
        try (var gateway = gateway("medislot.rate-limit.address.burst=5", "medislot.rate-limit.address.every=1h")) {
            assertThat(login(gateway, RIGHT.formatted("ann@x.example")).status()).isEqualTo(200);
            for (var account = 0; account < 4; account++) {
                assertThat(login(gateway, WRONG.formatted(account + "@x.example")).status()).isEqualTo(401);
            }
            assertThat(login(gateway, WRONG.formatted("6@x.example")).status()).isEqualTo(429);
            assertThat(login(gateway, RIGHT.formatted("ann@x.example")).status()).isEqualTo(200);
            assertThat(gateway.get("/api/v1/bookings").status()).isEqualTo(200);
        }
    }

    @Test
    void oneKioskWithAnOldPasswordLocksOnlyItself() {
        try (var gateway = gateway("medislot.rate-limit.failed-logins-of-address.burst=12")) {
            for (var repeat = 0; repeat < 200; repeat++) {
                login(gateway, WRONG.formatted("kiosk@x.example"));
            }
            assertThat(login(gateway, RIGHT.formatted("kiosk@x.example")).status()).isEqualTo(429);
            assertThat(login(gateway, RIGHT.formatted("ann@x.example")).status()).isEqualTo(200);
            assertThat(reached).hasValue(11);
        }
    }

    @Test
    void manyAddressesTogetherGuessNoFaster() {
        try (var gateway = gateway("medislot.gateway.trusted-proxies=127\\.0\\.0\\.1")) {
            assertThat(login(gateway, RIGHT.formatted("ann@x.example"), "X-Forwarded-For", "9.9.9.9").status())
                    .isEqualTo(200);
            var statuses = IntStream.range(0, 60)
                    .map(n -> login(gateway, WRONG.formatted("ann@x.example"), "X-Forwarded-For", "1.1.1." + n)
                            .status())
                    .boxed()
                    .toList();

            assertThat(statuses.subList(0, 10)).containsOnly(401);
            assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(10, 14);
            assertThat(login(gateway, RIGHT.formatted("ann@x.example"), "X-Forwarded-For", "1.1.2.1").status())
                    .isEqualTo(429);
            assertThat(login(gateway, RIGHT.formatted("ann@x.example"), "X-Forwarded-For", "9.9.9.9").status())
                    .as("an address where the right password was used")
                    .isEqualTo(200);
        }
    }

    @Test
    void aPatchThatAsksForThePasswordIsAGuess() {
        booking.answers(exchange -> StubService.say(exchange, 422, "application/json", "{}"));
        try (var gateway = gateway()) {
            var ann = new String[] { "Authorization", "Bearer ann" };
            var guess = "{\"email\":\"a@x.example\",\"currentPassword\":\"wrong\"}";
            for (var tries = 0; tries < 10; tries++) {
                assertThat(gateway.send("PATCH", "/api/v1/patients/me", guess, ann).status()).isEqualTo(422);
            }
            assertThat(gateway.send("PATCH", "/api/v1/patients/me", guess, ann).status()).isEqualTo(429);
            assertThat(gateway.send("PATCH", "/api/v1/patients/me", "{}", ann).status()).isEqualTo(422);
        }
    }

    @Test
    void registrationsOfOneAddressComeFewAtATime() {
        try (var gateway = gateway()) {
            var statuses = IntStream.range(0, 60)
                    .map(_ -> gateway.send("POST", "/api/v1/patients", "{}").status())
                    .boxed()
                    .toList();
            assertThat(statuses).contains(429).filteredOn(status -> status == 200).hasSizeBetween(20, 50);
        }
    }

    @Test
    void knownEmailsAreAnsweredTenTimesADay() {
        booking.answers(exchange -> {
            reached.incrementAndGet();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            StubService.say(exchange, body.contains("known") ? 409 : 200, "application/problem+json", EMAIL_TAKEN);
        });
        try (var gateway = gateway()) {
            var known = "{\"email\":\"known@x.example\"}";
            for (var probe = 0; probe < 5; probe++) {
                assertThat(gateway.send("POST", "/api/v1/patients", known).status()).isEqualTo(409);
                assertThat(gateway.send("POST", "/api/v1/patients", "{\"email\":\"free@x.example\"}").status())
                        .isEqualTo(200);
                assertThat(gateway.send("PATCH", "/api/v1/patients/me", known, "Authorization", "Bearer a").status())
                        .isEqualTo(409);
            }
            reached.set(0);
            var refused = gateway.send("POST", "/api/v1/patients", known);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(86_000L, 86_400L);
            assertThat(gateway.send("POST", "/api/v1/patients", "{\"email\":\"free@x.example\"}").status())
                    .as("an answer would tell which address is free")
                    .isEqualTo(429);
            assertThat(gateway.send("PATCH", "/api/v1/patients/me", known, "Authorization", "Bearer a").status())
                    .isEqualTo(429);
            assertThat(reached).hasValue(0);
            assertThat(
                    gateway.send("PATCH", "/api/v1/patients/me", "{\"firstName\":\"A\"}", "Authorization", "Bearer a")
                            .status()).isEqualTo(200);
        }
    }

    @Test
    void aConflictForAnotherReasonIsNoKnownEmail() {
        var overlap = EMAIL_TAKEN.replace("email-taken", "overlap");
        booking.answers(exchange -> StubService.say(exchange, 409, "application/problem+json", overlap));
        try (var gateway = gateway()) {
            var change = "{\"email\":\"free@x.example\"}";
            for (var tries = 0; tries < 15; tries++) {
                var answer = gateway.send("PATCH", "/api/v1/patients/me", change, "Authorization", "Bearer a");
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.text()).isEqualTo(overlap);
            }
        }
    }

    @Test
    void aConflictForAnUnreadableReasonIsAKnownEmail() {
        booking.answers(exchange -> StubService.say(exchange, 409, "application/problem+json", "{\"type\":"));
        try (var gateway = gateway()) {
            var change = "{\"email\":\"known@x.example\"}";
            for (var tries = 0; tries < 10; tries++) {
                assertThat(gateway.send("PATCH", "/api/v1/patients/me", change, "Authorization", "Bearer a").status())
                        .isEqualTo(409);
            }
            assertThat(gateway.send("PATCH", "/api/v1/patients/me", change, "Authorization", "Bearer a").status())
                    .isEqualTo(429);
        }
    }

    @Test
    void theFrontDeskRegistersAfterTenKnownEmails() {
        booking.answers(exchange -> StubService.say(exchange, 409, "application/problem+json", EMAIL_TAKEN));
        try (var gateway = gateway()) {
            var known = "{\"email\":\"known@x.example\"}";
            for (var probe = 0; probe < 10; probe++) {
                assertThat(gateway.send("POST", "/api/v1/patients", known).status()).isEqualTo(409);
            }
            for (var authorization : List.of("Bearer " + token("STAFF"), "bearer " + token("STAFF"))) {
                assertThat(gateway.send("POST", "/api/v1/patients", known, "Authorization", authorization).status())
                        .isEqualTo(409);
            }
            for (var authorization : List.of("Bearer " + token("PATIENT"), token("STAFF"), "Basic " + token("STAFF"))) {
                assertThat(gateway.send("POST", "/api/v1/patients", known, "Authorization", authorization).status())
                        .as(authorization)
                        .isEqualTo(429);
            }
        }
    }

    private static String token(String role) {
        var payload = "{\"role\":\"%s\"}".formatted(role).getBytes(StandardCharsets.UTF_8);
        return "e30.%s.e30".formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(payload));
    }

    @Test
    void probesAtOnceLearnNoMoreThanTen() throws Exception {
        booking.answers(exchange -> StubService.say(exchange, 409, "application/json", "{}"));
        try (var gateway = gateway("medislot.rate-limit.accounts.burst=100");
                var probers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = probers.invokeAll(IntStream.range(0, 40)
                    .<Callable<Integer>>mapToObj(n -> () -> gateway
                            .send("POST", "/api/v1/patients", "{\"email\":\"%d@x.example\"}".formatted(n))
                            .status())
                    .toList());

            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(409, 429).filteredOn(status -> status == 409).hasSize(10);
        }
    }

    @Test
    void forwardedAddressesOfAStrangerAreReported() {
        try (var gateway = gateway()) {
            gateway.get("/api/v1/bookings");
            assertThat(gateway.manage("/actuator/health")
                    .body()
                    .at("/components/forwardedHeaders/details/untrustedRequests")
                    .asString()).isEqualTo("0");
            gateway.get("/api/v1/bookings", "X-Forwarded-For", "1.1.1.1");
            gateway.get("/api/v1/bookings", "Forwarded", "for=1.1.1.1");

            assertThat(gateway.manage("/actuator/prometheus").text())
                    .contains("medislot_forwarded_untrusted_total 2.0");
            assertThat(gateway.manage("/actuator/health")
                    .body()
                    .at("/components/forwardedHeaders/details/untrustedRequests")
                    .asString()).isEqualTo("2");
        }
        try (var gateway = gateway("medislot.gateway.trusted-proxies=127\\.0\\.0\\.1")) {
            gateway.get("/api/v1/bookings", "X-Forwarded-For", "1.1.1.1");

            assertThat(gateway.manage("/actuator/prometheus").text())
                    .contains("medislot_forwarded_untrusted_total 0.0");
        }
    }

    @Test
    void refusedLoginsAreLoggedWithoutNames() throws Exception {
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        var log = (Logger) LoggerFactory.getLogger("dev.medislot.gateway.limit.RefusedLogins");
        try (var gateway = gateway()) {
            log.addAppender(logged);
            for (var guess = 0; guess < 11; guess++) {
                login(gateway, WRONG.formatted("ann@x.example"));
            }
        } finally {
            log.detachAppender(logged);
        }
        var lines = logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines).hasSize(11).noneMatch(line -> line.contains("ann") || line.contains("127."));
        assertThat(lines.getFirst()).matches(
                "Refused a login: reason=wrong-password account=[0-9a-f]{16} " + "address=[0-9a-f]{16} leftOut=0");
        assertThat(lines.getLast()).contains("reason=too-many");
    }

    @Test
    void twoHundredPatientsOfOneAddressGetThrough() throws Exception {
        booking.answers(exchange -> StubService.say(exchange,
                exchange.getRequestURI().getPath().endsWith("/patients") ? 201 : 200, "application/json", "{}"));
        try (var gateway = gateway("medislot.gateway.connections-per-address=1000",
                "medislot.rate-limit.accounts.burst=1000", "medislot.rate-limit.failed-logins-of-address.burst=1000");
                var patients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = patients.invokeAll(IntStream.range(0, 200).<Callable<List<Integer>>>mapToObj(n -> () -> {
                var account = RIGHT.formatted(n + "@x.example");
                var registered = gateway.send("POST", "/api/v1/patients", account).status();
                var loggedIn = login(gateway, account).status();
                var booked = gateway.send("POST", "/api/v1/bookings", "{}", "Authorization", "Bearer " + n).status();
                return List.of(registered, loggedIn, booked);
            }).toList());

            for (var answer : answers) {
                assertThat(answer.get()).containsExactly(201, 200, 200);
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

    private static String jwt(String subject, String more) {
        var payload = "{\"iss\":\"medislot-booking\",\"sub\":\"%s\"%s}".formatted(subject, more);
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    /** The spellings that services of other makers believe too; the second token is a later one of the same person. */
    @Test
    void noSpellingOfATokenIsAnotherCaller() {
        var token = jwt("ann", "");
        var unusedBit = token.replace(".c2ln", ".c2lm");
        try (var gateway = gateway("medislot.rate-limit.token.burst=1", "medislot.rate-limit.token.every=1h")) {
            assertThat(gateway.get("/api/v1/bookings", "Authorization", "Bearer " + token).status()).isEqualTo(200);
            for (var same : List.of("bearer " + token, "BEARER  " + token, "Bearer " + token + "==",
                    "Bearer " + unusedBit, "Bearer " + jwt("ann", ",\"iat\":7"),
                    "Bearer " + token.replace(".c2ln", "=.c2ln"))) {
                assertThat(gateway.get("/api/v1/bookings", "Authorization", same).status()).as(same).isEqualTo(429);
            }
            assertThat(gateway.get("/api/v1/bookings", "Authorization", "Bearer " + jwt("bob", "")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void forgedTokensUseUpNobodysRequests() {
        booking.answers(exchange -> StubService.say(exchange,
                "Bearer ok".equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401, "text/plain",
                ""));
        try (var gateway = gateway("medislot.rate-limit.token.burst=1", "medislot.rate-limit.token.every=1h")) {
            for (var forged = 0; forged < 5; forged++) {
                assertThat(gateway.get("/api/v1/bookings", "Authorization", "Bearer ok=").status()).isEqualTo(401);
            }
            assertThat(gateway.get("/api/v1/bookings", "Authorization", "Bearer ok").status()).isEqualTo(200);
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
