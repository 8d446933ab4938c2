package dev.medislot.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import dev.medislot.web.own.OwnCalls;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the web app in the gateway's process. */
class WebAppTest {

    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final StubService booking = new StubService("booking");

    @BeforeEach
    void showsWhatReachesIt() {
        booking.answers(exchange -> {
            var seen = exchange.getRequestHeaders();
            StubService.say(exchange, exchange.getRequestURI().getPath().endsWith("/login") ? 401 : 200, "text/plain",
                    seen.get("X-Forwarded-For") + "|" + seen.get("X-Forwarded-Host") + "|"
                            + seen.get("X-Forwarded-Proto") + "|" + seen.get(OwnCalls.HEADER));
        });
    }

    @AfterEach
    void stop() {
        booking.close();
    }

    private RunningGateway gateway(String... settings) {
        var all = List.of(settings).toArray(new String[settings.length + 1]);
        all[settings.length] = "medislot.gateway.booking.url=" + booking.url();
        return RunningGateway.with(all);
    }

    @Test
    void aPageCountsForItsVisitor() {
        try (var gateway = gateway("medislot.gateway.trusted-proxies=127\\.0\\.0\\.1",
                "medislot.rate-limit.failed-logins.burst=2", "medislot.rate-limit.failed-logins.every=1h")) {
            assertThat(logIn(gateway, "198.51.100.1").status()).isEqualTo(422);
            assertThat(logIn(gateway, "198.51.100.1").status()).isEqualTo(422);
            var refused = logIn(gateway, "198.51.100.1");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.contentType()).startsWith("text/html");
            // an account with wrong passwords waits a second at all addresses
            await().until(() -> logIn(gateway, "198.51.100.2").status() == 422);
            assertThat(logIn(gateway, "198.51.100.1").status()).isEqualTo(429);
        }
    }

    @Test
    void aCallOfThisProcessNamesItsVisitor() {
        try (var gateway = gateway()) {
            var own = gateway.ownCalls();
            var page = Api.at(own.address())
                    .with("X-Forwarded-For", "198.51.100.7", "X-Forwarded-Host", "medislot.example",
                            "X-Forwarded-Proto", "https", "X-Forwarded-Port", "443");

            assertThat(page.with(OwnCalls.HEADER, own.secret()).get("/api/v1/bookings").text())
                    .isEqualTo("[198.51.100.7]|[medislot.example]|[https]|null");
            assertThat(page.get("/api/v1/bookings").status()).isEqualTo(403);
            assertThat(page.with(OwnCalls.HEADER, "0".repeat(64)).get("/api/v1/bookings").status()).isEqualTo(403);
        }
    }

    @Test
    void aForgedVisitorIsNotBelieved() {
        try (var gateway = gateway()) {
            for (var secret : List.of("0".repeat(64), gateway.ownCalls().secret())) {
                assertThat(gateway.get("/api/v1/bookings", OwnCalls.HEADER, secret, "X-Forwarded-For", "198.51.100.7")
                        .text()).startsWith("[127.0.0.1]|").endsWith("|null");
            }
        }
    }

    @Test
    void errorsArePagesForPeopleOnly() {
        try (var gateway = gateway()) {
            var page = gateway.get("/nothing", "Accept", HTML).has(404);

            assertThat(page.contentType()).startsWith("text/html");
            assertThat(page.text()).contains("This page does not exist", page.header("X-Request-Id").orElseThrow());
            assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'self'");
            gateway.get("/nothing").isProblem(404, "not-found");
            for (var path : List.of("/api/v1/nothing", "/v3/nothing", "/actuator/health")) {
                gateway.get(path, "Accept", HTML).isProblem(404, "not-found");
            }
        }
    }

    @Test
    void limitsAreSaidInWordsToPeople() {
        try (var gateway = gateway("medislot.rate-limit.address.burst=1", "medislot.rate-limit.address.every=1h")) {
            gateway.get("/docs").isOk();
            var refused = gateway.get("/login", "Accept", HTML, "Accept-Language", "es");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.text()).contains("Demasiados intentos", "lang=\"es\"");
            gateway.get("/api/v1/bookings", "Accept", HTML).isProblem(429, "too-many-requests");
        }
    }

    @Test
    void aBrowserWithOnlyAnOriginMaySendForms() {
        try (var gateway = gateway()) {
            // with no-referrer the browser would send the origin as null
            assertThat(gateway.get("/login").isOk().header("Referrer-Policy")).hasValue("same-origin");
            assertThat(chooseLanguage(gateway, "http://127.0.0.1:" + gateway.port()).status()).isEqualTo(302);
            for (var foreign : List.of("null", "https://evil.example")) {
                assertThat(chooseLanguage(gateway, foreign).status()).isEqualTo(403);
            }
        }
    }

    private static Answer chooseLanguage(RunningGateway gateway, String origin) {
        return gateway.send("POST", "/language", "to=es&next=/login", "Content-Type",
                "application/x-www-form-urlencoded", "Origin", origin);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/favicon.ico", "/favicon.svg" })
    void browsersFindAnIcon(String path) {
        try (var gateway = gateway()) {
            assertThat(gateway.get(path).isOk().contentType()).startsWith("image/");
        }
    }

    private static Answer logIn(RunningGateway gateway, String address) {
        return gateway.send("POST", "/login", "email=ann@x.example&password=wrong", "X-Forwarded-For", address,
                "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin");
    }
}
