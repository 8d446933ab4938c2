package dev.medislot.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.medislot.testkit.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

class GatewayTest {

    private static final StubService AVAILABILITY = new StubService("availability");
    private static final StubService BOOKING = new StubService("booking");
    private static final StubService NOTIFICATION = new StubService("notification");
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with("medislot.gateway.availability.url=" + AVAILABILITY.url(),
                "medislot.gateway.booking.url=" + BOOKING.url(),
                "medislot.gateway.notification.url=" + NOTIFICATION.url(), "medislot.gateway.read-timeout=500ms",
                "medislot.gateway.max-body=10KB");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        AVAILABILITY.close();
        BOOKING.close();
        NOTIFICATION.close();
    }

    @BeforeEach
    void allServicesEcho() {
        AVAILABILITY.echoes();
        BOOKING.echoes();
        NOTIFICATION.echoes();
    }

    @ParameterizedTest
    @CsvSource({ "doctors, availability", "doctors/me/working-hours, availability", "staff/login, availability",
            "licenses/expiring, availability", "slots, availability", "patients/login, booking", "bookings, booking",
            "bookings/4/history, booking", "holds/1, booking", "desk/day, booking", "ratings, booking",
            "audit, booking", "clinic, booking", "notifications/1/resend, notification",
            "calendar/secret.ics, notification" })
    void everyPathReachesItsOwner(String path, String owner) {
        assertThat(gateway.get("/api/v1/" + path).text()).isEqualTo(owner + " GET /api/v1/" + path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            passwords/reset         | {"email":"x@example.org"}                     | booking
            passwords/reset         | {"email":"x@example.org","role":"PATIENT"}    | booking
            passwords/reset         | {"email":"x@example.org","role":"DOCTOR"}     | availability
            passwords/reset         | {"email":"x@example.org","role":"STAFF"}      | availability
            passwords/reset         | not JSON                                      | booking
            passwords/reset/confirm | {"token":"a.secret","newPassword":"b.secret"} | availability
            passwords/reset/confirm | {"token":"b.secret","newPassword":"a.secret"} | booking
            emails/confirm          | {"token":"a.secret"}                          | availability
            emails/confirm          | {"token":"secret"}                            | booking
            emails/confirm          | []                                            | booking
            """)
    void accountRequestsReachTheServiceOfTheAccount(String path, String body, String owner) {
        assertThat(gateway.send("POST", "/api/v1/" + path, body).text()).isEqualTo(owner + " POST /api/v1/" + path);
    }

    @ParameterizedTest
    @CsvSource({ "medislot-availability, availability", "medislot-booking, booking", "somebody, booking" })
    void theCallersIssuerDecidesWhereALinkComesFrom(String issuer, String owner) {
        var claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"iss\":\"%s\"}".formatted(issuer).getBytes(StandardCharsets.UTF_8));

        assertThat(gateway.send("POST", "/api/v1/emails/confirm/resend", "{}", "Authorization",
                "Bearer e30.%s.x".formatted(claims)).text()).isEqualTo(owner + " POST /api/v1/emails/confirm/resend");
        assertThat(gateway.send("POST", "/api/v1/emails/confirm/resend", "{}", "Authorization", "Bearer x.%%.y").text())
                .startsWith("booking");
    }

    @ParameterizedTest
    @ValueSource(strings = { "confirm-email", "reset-password", "forgot-password" })
    void linksOpenAPageWithoutInlineCode(String page) {
        var answer = gateway.get("/account/" + page);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.header("Content-Security-Policy")).hasValueSatisfying(
                policy -> assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
        assertThat(answer.header("Referrer-Policy")).hasValue("same-origin");
        assertThat(answer.text()).contains("/app.css", "method=\"post\"")
                .doesNotContainPattern("<script>|style=| on[a-z]+=");
        assertThat(gateway.get("/app/link.js").status()).isEqualTo(200);
        assertThat(gateway.get("/app/app.css").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
    void everyMethodIsPassedOn(String method) {
        assertThat(gateway.send(method, "/api/v1/bookings/1", "").text())
                .isEqualTo("booking " + method + " /api/v1/bookings/1");
    }

    @Test
    void queriesArriveAsTheyWereSent() {
        var query = "/api/v1/slots?state=CA&from=2026-12-01T16%3A00%3A00%2B02%3A00&q=J%C3%BCrgen%20%26%20Co&limit=5";
        assertThat(gateway.get(query).text()).isEqualTo("availability GET " + query);
    }

    @Test
    void headersAndBodiesPassBothWays() {
        BOOKING.answers(exchange -> {
            var seen = exchange.getRequestHeaders();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("ETag", "\"3\"");
            exchange.getResponseHeaders().set("Location", "/api/v1/bookings/7");
            exchange.getResponseHeaders().set("X-Frame-Options", "SAMEORIGIN");
            StubService.say(exchange, 201, "application/json",
                    String.join("|", seen.getFirst("Authorization"), seen.getFirst("Idempotency-Key"),
                            seen.getFirst("If-Match"), seen.getFirst("Content-Type"), seen.getFirst("Host"), body));
        });

        var answer = gateway.send("PATCH", "/api/v1/bookings/7", "{\"reason\":\"für\"}", "Authorization", "Bearer t",
                "Idempotency-Key", "k 1", "If-Match", "\"2\"", "Content-Type", "application/merge-patch+json");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("Bearer t|k 1|\"2\"|application/merge-patch+json|127.0.0.1:"
                + gateway.port() + "|{\"reason\":\"für\"}");
        assertThat(answer.header("ETag")).contains("\"3\"");
        assertThat(answer.header("Location")).contains("/api/v1/bookings/7");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void bodiesArriveAsTheyWereSent() throws Exception {
        BOOKING.answers(exchange -> {
            var seen = exchange.getRequestHeaders();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            StubService.say(exchange, 200, "text/plain", "%s,%s,%s,%s".formatted(seen.getFirst("Content-Length"),
                    seen.getFirst("Transfer-Encoding"), seen.getFirst("Expect"), body));
        });

        assertThat(gateway.send("POST", "/api/v1/bookings", "{}").text()).isEqualTo("2,null,null,{}");
        assertThat(answerTo("POST /api/v1/bookings HTTP/1.1\r\nTransfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n"))
                .contains("null,chunked,null,{}");
        assertThat(answerTo("POST /api/v1/bookings HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue", "{}"))
                .contains("2,null,null,{}");
    }

    @Test
    void traceOfAClientIsNotBelieved() {
        BOOKING.answers(exchange -> {
            var seen = exchange.getRequestHeaders();
            StubService.say(exchange, 200, "text/plain", seen.get("traceparent") + " " + seen.get("tracestate")
                    + seen.get("baggage") + seen.get("b3") + seen.get("X-B3-TraceId") + seen.get("X-B3-Sampled"));
        });
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        var answer = gateway.get("/api/v1/bookings", "traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace),
                "TraceState", "x=1", "baggage", "a=b", "b3", trace + "-00f067aa0ba902b7-1", "X-B3-TraceId", trace,
                "X-B3-SpanId", "00f067aa0ba902b7", "X-B3-Sampled", "1");

        var id = answer.header("X-Request-Id").orElseThrow();
        assertThat(id).isNotEqualTo(trace);
        assertThat(answer.text()).matches("\\[00-%s-[0-9a-f]{16}-[0-9a-f]{2}] nullnullnullnullnull".formatted(id));
    }

    @Test
    void oneIdNamesARequestInBothPrograms() {
        BOOKING.answers(exchange -> {
            exchange.getResponseHeaders().set("X-Request-Id", "of the service");
            StubService.say(exchange, 200, "text/plain", exchange.getRequestHeaders().getFirst("traceparent"));
        });

        var answer = gateway.get("/api/v1/bookings", "X-Request-Id", "of the client");

        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly(answer.text().split("-")[1]);
    }

    @Test
    void theGatewaysOwnAnswersHaveAnIdToo() throws Exception {
        for (var path : List.of("/", "/docs/docs.css", "/nothing", "/readyz", "/api/v1/slots")) {
            assertThat(gateway.get(path).headers().allValues("X-Request-Id")).as(path)
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{32}");
        }
        var refused = gateway.send("POST", "/api/v1/bookings", "x".repeat(11 * 1024));
        assertThat(refused.text("requestId")).isEqualTo(refused.header("X-Request-Id").orElseThrow());
        assertThat(refused.text("help")).isEqualTo("/docs/problems#payload-too-large");
        var unreadable = answerTo("GET /api/v1/slots HTTP/9.9");
        var id = unreadable.split("X-Request-Id: ", 2)[1].split("\r\n")[0];
        assertThat(unreadable).contains("\"requestId\":\"" + id + "\"");
    }

    @Test
    void problemsOfTheServicesStayAsTheyAre() {
        BOOKING.answers(exchange -> StubService.say(exchange, 409, "application/problem+json",
                "{\"type\":\"urn:medislot:problem:slot-taken\",\"status\":409}"));

        problem(gateway.send("POST", "/api/v1/bookings", "{}"), 409, "slot-taken");
    }

    @Test
    void redirectsAreTheClientsToFollow() {
        NOTIFICATION.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            StubService.say(exchange, 302, "text/plain", "");
        });

        assertThat(gateway.get("/api/v1/notifications").status()).isEqualTo(302);
    }

    @Test
    void forwardedHeadersOfStrangersAreReplaced() {
        BOOKING.answers(exchange -> {
            var seen = exchange.getRequestHeaders();
            StubService.say(exchange, 200, "text/plain",
                    seen.get("X-Forwarded-For") + "|" + seen.get("X-Forwarded-Host") + "|"
                            + seen.get("X-Forwarded-Proto") + "|" + seen.get("X-Forwarded-Prefix") + "|"
                            + seen.get("Forwarded"));
        });

        assertThat(gateway.get("/api/v1/bookings", "X-Forwarded-For", "6.6.6.6", "X-Forwarded-Host", "evil.example",
                "X-Forwarded-Proto", "https", "X-Forwarded-Prefix", "/evil", "Forwarded", "for=6.6.6.6").text())
                        .isEqualTo("[127.0.0.1]|[127.0.0.1:" + gateway.port() + "]|[http]|null|null");
    }

    @Test
    void unknownPathsAreNotFound() {
        problem(gateway.get("/api/v1/nothing"), 404, "not-found");
        problem(gateway.get("/api/v1/"), 404, "not-found");
        problem(gateway.get("/api/v2/bookings"), 404, "not-found");
        problem(gateway.get("/nothing.html"), 404, "not-found");
        problem(gateway.get("/error"), 404, "not-found");
    }

    @Test
    void aServiceThatStaysSilentIsUnavailable() {
        var over = new CountDownLatch(1);
        BOOKING.answers(exchange -> awaitQuietly(over));
        try {
            var answer = gateway.send("POST", "/api/v1/bookings", "{}");

            assertThat(problem(answer, 503, "unavailable").path("detail").asString()).contains("not known");
            assertThat(answer.header("Retry-After")).contains("2");
        } finally {
            over.countDown();
        }
    }

    @Test
    void aServiceThatIsAwayIsUnavailable() {
        var away = new StubService("booking");
        away.close();
        try (var lonely = RunningGateway.with("medislot.gateway.booking.url=" + away.url())) {
            var answer = lonely.send("POST", "/api/v1/bookings", "{}");

            assertThat(problem(answer, 503, "unavailable").path("detail").asString()).isEqualTo("Nothing was changed");
            assertThat(answer.header("Retry-After")).contains("2");
            assertThat(answer.text()).doesNotContain("java", "Connect", away.url());

            var health = lonely.manage("/actuator/health").body();
            assertThat(health.path("status").asString()).isEqualTo("DEGRADED");
            assertThat(health.at("/components/services/components/booking/status").asString()).isEqualTo("DEGRADED");
            assertThat(lonely.manage("/actuator/health").status()).isEqualTo(200);
            assertThat(lonely.manage("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(lonely.get("/readyz").status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForWhole() throws Exception {
        BOOKING.answers(GatewayTest::half);

        assertThat(answerTo("GET /api/v1/bookings HTTP/1.1")).startsWith("HTTP/1.1 503")
                .contains("urn:medislot:problem:unavailable", "The answer broke off")
                .doesNotContain("half");
    }

    @Test
    void aWriteWhoseAnswerBreaksOffMayBeDone() throws Exception {
        BOOKING.answers(GatewayTest::half);

        assertThat(answerTo("DELETE /api/v1/holds/1 HTTP/1.1")).startsWith("HTTP/1.1 503")
                .contains("It is not known whether the request was carried out")
                .doesNotContain("half");
    }

    private static void half(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write("{\"half\":".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        throw new IOException("cut");
    }

    @Test
    void whatIsNoRequestIsRefusedAsAProblemToo() throws Exception {
        for (var line : List.of("GET /api/v1/slots?q={x} HTTP/1.1", "GET /api/v1/doctors/%00 HTTP/1.1",
                "GET /api/v1/\" HTTP/1.1")) {
            assertThat(answerTo(line)).startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:medislot:problem:malformed")
                    .doesNotContain("html");
        }
        assertThat(answerTo("GET /api/v1/slots?q=" + "x".repeat(9_000) + " HTTP/1.1")).startsWith("HTTP/1.1 4")
                .contains("urn:medislot:problem:malformed");
    }

    @Test
    void requestLineNeedsAMethod() throws Exception {
        for (var line : List.of(" /api/v1/doctors", " /", " /v3/api-docs", "\t/api/v1/doctors")) {
            assertThat(answerTo(line + " HTTP/1.1")).startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:medislot:problem:malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "*/*", "application/*", "*", "a/b/c", ";", "application/json;charset=*" })
    void oddTypesOfBodiesAreLeftToTheServices(String type) throws Exception {
        var line = "POST /api/v1/bookings HTTP/1.1\r\nContent-Length: 2\r\nContent-Type: " + type;

        assertThat(answerTo(line, "{}")).startsWith("HTTP/1.1 200").contains("booking POST /api/v1/bookings");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a/b;q=2", "a/b;q=x", "nonsense", "a/b;q=-1", ",;,", "/" })
    void malformedAcceptIsLeftToTheServices(String accept) throws Exception {
        assertThat(answerTo("GET /api/v1/doctors HTTP/1.1\r\nAccept: " + accept)).startsWith("HTTP/1.1 200")
                .contains("availability GET /api/v1/doctors");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a/b;q=2", "a/b;q=x", "nonsense", "text/csv" })
    void unacceptableTypesAreAProblemToo(String accept) throws Exception {
        for (var path : List.of("/nowhere", "/v3/api-docs", "/api/v1/nowhere")) {
            assertThat(answerTo("GET %s HTTP/1.1\r\nAccept: %s".formatted(path, accept)))
                    .contains("application/problem+json", "urn:medislot:problem:");
        }
    }

    @Test
    void theProblemHasTheStatusOfTheAnswer() throws Exception {
        assertThat(answerTo("GET /api/v1/slots HTTP/9.9")).startsWith("HTTP/1.1 505").contains("\"status\":505");
        assertThat(answerTo("GET /api/v1/slots HTTP/1.1\r\nTransfer-Encoding: zip")).startsWith("HTTP/1.1 501")
                .contains("\"status\":501");
        assertThat(answerTo("GET /api/v1/slots HTTP/1.1\r\nExpect: cake")).startsWith("HTTP/1.1 417")
                .contains("\"status\":417");
    }

    @Test
    void noProblemIsOfThePageOfErrors() throws Exception {
        assertThat(answerTo("TRACE /api/v1/slots HTTP/1.1")).startsWith("HTTP/1.1 405")
                .contains("urn:medislot:problem:method-not-allowed")
                .doesNotContain("/error");
        assertThat(answerTo("POST /api/v1/bookings HTTP/1.1\r\nTransfer-Encoding: chunked", "zz\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("urn:medislot:problem:malformed")
                .doesNotContain("/error");
        assertThat(answerTo("GET // HTTP/1.1")).startsWith("HTTP/1.1 4")
                .contains("urn:medislot:problem:")
                .doesNotContain("/error");
    }

    @Test
    void whatCannotBeDecodedIsMalformed() throws Exception {
        for (var query : List.of("q=100%", "state=%zz", "%zz=1")) {
            assertThat(answerTo("GET /api/v1/doctors?" + query + " HTTP/1.1")).startsWith("HTTP/1.1 400")
                    .contains("urn:medislot:problem:malformed");
        }
    }

    private static String answerTo(String line) throws IOException {
        return answerTo(line, "");
    }

    private static String answerTo(String line, String body) throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: h\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void bodiesThatAreTooLargeReachNoService() {
        var reached = new AtomicInteger();
        BOOKING.answers(exchange -> {
            reached.incrementAndGet();
            StubService.say(exchange, 200, "text/plain", "");
        });

        problem(gateway.send("POST", "/api/v1/bookings", "x".repeat(10 * 1024 + 1)), 413, "payload-too-large");
        assertThat(gateway.send("POST", "/api/v1/bookings", "x".repeat(10 * 1024)).status()).isEqualTo(200);
        assertThat(reached).hasValue(1);
    }

    @Test
    void apiDescriptionsOfAllServicesAreHere() {
        assertThat(gateway.get("/v3/api-docs/availability").text()).isEqualTo("availability GET /v3/api-docs");
        assertThat(gateway.get("/v3/api-docs/booking").text()).isEqualTo("booking GET /v3/api-docs");
        assertThat(gateway.get("/v3/api-docs/notification").text()).isEqualTo("notification GET /v3/api-docs");
    }

    @Test
    void oneDescriptionHasThoseOfAllServices() {
        describes(AVAILABILITY, "/slots");
        describes(BOOKING, "/holds");
        describes(NOTIFICATION, "/mails");
        try (var merging = gatewayOfAll()) {
            var document = merging.get("/v3/api-docs").isOk();

            assertThat(document.body().path("paths").propertyNames()).containsExactly("/slots", "/holds", "/mails");
            assertThat(document.body().at("/servers/0/url").asString()).isEqualTo("/");
            assertThat(document.contentType()).startsWith("application/json");
        }
    }

    @Test
    void theDescriptionHasThePartsThatAreThere() {
        describes(AVAILABILITY, "/slots");
        BOOKING.answers(exchange -> StubService.say(exchange, 503, "text/html", "<p>starting</p>"));
        describes(NOTIFICATION, "/mails");
        try (var merging = gatewayOfAll()) {
            assertThat(merging.get("/v3/api-docs").isOk().body().path("paths").propertyNames())
                    .containsExactly("/slots", "/mails");
        }
    }

    @Test
    void withoutAnyServiceThereIsNoDescription() {
        problem(gateway.get("/v3/api-docs"), 503, "unavailable");
    }

    private static void describes(StubService service, String path) {
        service.answers(exchange -> StubService.say(exchange, 200, "application/json",
                "{\"openapi\": \"3.1.0\", \"info\": {\"version\": \"1\"}, \"paths\": {\"%s\": {}}}".formatted(path)));
    }

    private static RunningGateway gatewayOfAll() {
        return RunningGateway.with("medislot.gateway.availability.url=" + AVAILABILITY.url(),
                "medislot.gateway.booking.url=" + BOOKING.url(),
                "medislot.gateway.notification.url=" + NOTIFICATION.url());
    }

    @Test
    void theFirstPageSaysWhatThisIs() {
        var page = gateway.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.text()).contains("Medislot", "href=\"/docs\"");
        assertThat(gateway.get("/docs").text()).contains("/v3/api-docs/availability", "/v3/api-docs/booking",
                "/v3/api-docs/notification");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'self'");
        assertThat(page.header("Permissions-Policy").orElseThrow()).contains("camera=()", "geolocation=()");
        assertThat(page.header("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(page.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void browsersKeepToHttpsOfAllSubdomains() {
        try (var secure = RunningGateway.with("medislot.gateway.trusted-proxies=127\\.0\\.0\\.1")) {
            assertThat(secure.get("/", "X-Forwarded-Proto", "https", "X-Forwarded-For", "6.6.6.6")
                    .header("Strict-Transport-Security")).contains("max-age=31536000; includeSubDomains");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "org.apache.coyote.http11.Http11Processor", "org.apache.tomcat.util.http.Parameters",
            "org.apache.tomcat.util.http.parser.Cookie" })
    void unreadableRequestsAreNotQuotedInTheLog(String logger) {
        assertThat(LoggerFactory.getLogger(logger).isInfoEnabled()).isFalse();
    }

    @Test
    void healthTellsOfEveryService() {
        var health = gateway.manage("/actuator/health").body();

        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.at("/components/services/components").propertyNames())
                .containsExactlyInAnyOrder("availability", "booking", "notification");
        assertThat(gateway.manage("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(gateway.manage("/actuator/prometheus").text()).contains("jvm_memory_used_bytes");
        assertThat(gateway.manage("/actuator/env").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/actuator", "/actuator/health", "/actuator/health/liveness", "/actuator/prometheus",
            "/actuator/info", "/actuator/health/x/y", "/actuator/health/../env", "/actuator/health/./x", "/livez/x",
            "/readyz/x/y", "/readyz/db", "/api/v1/../../actuator/health", "/api/v1/doctors/..%2f..%2factuator" })
    void apiPortHasNoActuator(String path) throws Exception {
        assertThat(answerTo("GET " + path + " HTTP/1.1")).matches("(?s)HTTP/1.1 4(00|04) .*")
                .contains("urn:medislot:problem:")
                .doesNotContain("\"status\":\"UP\"", "jvm_");
    }

    @Test
    void apiPortHasProbesWithoutDetails() {
        for (var path : List.of("/livez", "/readyz")) {
            assertThat(gateway.get(path).isOk().text()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/actuator/health/x", "/actuator/health/x/y", "/actuator/health/x/y/z", "/actuator/x",
            "/api/v1/doctors", "/readyz" })
    void managementPortHasNothingElse(String path) {
        assertThat(gateway.manage(path).status()).isEqualTo(404);
    }

    private static void awaitQuietly(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode problem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        var problem = answer.body();
        assertThat(problem.path("type").asString()).isEqualTo("urn:medislot:problem:" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(answer.header("X-Request-Id")).hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{32}"));
        return problem;
    }
}
