package dev.medislot.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.Role;
import dev.medislot.service.ServiceTest;
import dev.medislot.service.security.TokenSigner;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ProblemsTest {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    RestTestClient client;

    @Autowired
    @Qualifier("bookingTokenSigner")
    private TokenSigner patients;

    @BeforeEach
    void connect() {
        client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void everyWrongFieldIsNamed() {
        problem(posted("""
                {"doctor": " ", "date": "2026-12-01"}"""), 400, "validation").jsonPath("$.errors[0].field")
                .isEqualTo("doctor")
                .jsonPath("$.errors[0].message")
                .exists();
    }

    @Test
    void anUnknownFieldIsRefused() {
        problem(posted("""
                {"doctor": "x", "date": "2026-12-01", "address": {"planet": "Mars"}}"""), 400, "validation")
                .jsonPath("$.errors[0].field")
                .isEqualTo("address.planet");
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/html", "a/b;q=2", ";;;" })
    void aProblemHasABodyWhateverIsAccepted(String accept) {
        problem(client.get().uri("/staff-only").header("Accept", accept).exchange(), 401, "unauthenticated");
    }

    @Test
    void anUnreadableValueNamesItsField() {
        problem(posted("""
                {"doctor": "x", "date": "tomorrow"}"""), 400, "validation").jsonPath("$.errors[0].field")
                .isEqualTo("date");
    }

    @Test
    void whatIsAcceptedIsSaid() {
        assertThat(errors("""
                {"doctor": "x", "date": "tomorrow"}""")).containsExactly("date must be a date such as 2026-12-01");
        assertThat(errors("""
                {"doctor": "x", "date": "2026-12-01", "address": {"state": "XX"}}"""))
                .containsExactly("address.state must be a state's two-letter code");
        assertThat(errors("""
                {"doctor": "x", "date": "2026-12-01", "week": {"FUNDAY": []}}""")).containsExactly(
                "week.FUNDAY must be one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY");
        assertThat(errors("""
                {"doctor": {}, "date": "2026-12-01", "address": 7, "week": {"MONDAY": 8}}"""))
                .containsExactly("doctor must be text", "address must be an object", "week.MONDAY must be a list");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(errors("""
                {"doctor": " ", "date": "soon", "age": 7, "address": {"state": "XX", "planet": "Mars"},
                 "week": {"MONDAY": [{"start": 1, "end": "x"}, {"start": 1.5, "end": 99999999999}, 7],
                          "FUNDAY": [], "SUNDAY": [{"end": 2}]}}""")).extracting(error -> error.split(" ")[0])
                .containsExactlyInAnyOrder("date", "age", "address.state", "address.planet", "week.MONDAY[0].end",
                        "week.MONDAY[1].start", "week.MONDAY[1].end", "week.MONDAY[2]", "week.FUNDAY", "doctor",
                        "week.SUNDAY[0].start");
    }

    @Test
    void controlCharactersAreRefusedWhereverTheyStand() {
        assertThat(errors("""
                {"doctor": "a\\u0000", "date": "soon", "note": "\\u0007", "week": {"MONDAY": ["\\u001b"]}}"""))
                .containsExactlyInAnyOrder("doctor must not contain control characters",
                        "note must not contain control characters",
                        "week.MONDAY[0] must not contain control characters", "date must be a date such as 2026-12-01");
        assertThat(errors("{\"doctor\": [%s]}".formatted("\"\\u0000\",".repeat(1_000) + "1"))).hasSize(20);
        assertThat(errors("""
                {"doctor": "Ada\\ud800", "date": "2026-12-01", "note": "\\udc00\\ud800"}""")).containsExactly(
                "doctor must not contain control characters", "note must not contain control characters");
        problem(got("/open/list?limit=2&date=%00"), 400, "validation").jsonPath("$.errors[0].field")
                .isEqualTo("date")
                .jsonPath("$.errors[0].message")
                .isEqualTo("must not contain control characters");
    }

    @Test
    void onlyFreeTextHasLines() {
        posted("""
                {"doctor": "x", "date": "2026-12-01", "note": "one\\r\\n\\ttwo"}""").expectStatus().isOk();
        assertThat(errors("""
                {"doctor": "x\\ny", "date": "2026-12-01"}""")).containsExactly("doctor must be one line");
        assertThat(errors("""
                {"doctor": "x\\u2028y", "date": "2026-12-01"}""")).containsExactly("doctor must be one line");
    }

    @Test
    void brokenJsonIsMalformed() {
        for (var json : List.of("{", "null", "7", "[]", "\"x\"", "{}{}")) {
            problem(posted(json), 400, "malformed");
        }
    }

    @Test
    void aFieldGivenTwiceIsMalformed() {
        for (var json : List.of("{'doctor': 'x', 'doctor': 'x', 'date': '2026-12-01'}",
                "{'doctor': 'x', 'date': '2026-12-01', 'd\\u0061te': '2026-12-02'}",
                "{'doctor': 'x', 'date': '2026-12-01', 'address': {'city': 'Elko', 'city': 'Reno'}}",
                "{'doctor': 'x', 'date': '2026-12-01', 'other': [{'x': 1, 'x': 2}]}")) {
            problem(posted(json.replace('\'', '"')), 400, "malformed");
        }
    }

    @Test
    void aHugeBodyIsNotRead() {
        problem(posted("[" + "7,".repeat(600_000) + "7]"), 413, "payload-too-large");
    }

    @Test
    void aParameterOutOfRangeIsNamed() {
        problem(got("/open/list?limit=201"), 400, "validation").jsonPath("$.errors[0].field").isEqualTo("limit");
    }

    @Test
    void anUnreadableParameterIsNamed() {
        problem(got("/open/list?limit=2&date=soon"), 400, "validation").jsonPath("$.errors[0].field")
                .isEqualTo("date")
                .jsonPath("$.errors[0].message")
                .isEqualTo("must be a date such as 2026-12-01");
    }

    @Test
    void aMissingParameterIsNamed() {
        problem(got("/open/list"), 400, "validation").jsonPath("$.errors[0].field").isEqualTo("limit");
    }

    @Test
    void anUnknownParameterIsNamed() {
        problem(got("/open/list?limit=3&colour=red"), 400, "validation").jsonPath("$.errors.length()")
                .isEqualTo(1)
                .jsonPath("$.errors[0].field")
                .isEqualTo("colour")
                .jsonPath("$.errors[0].message")
                .isEqualTo("is not a parameter of this path");
    }

    @Test
    void anUnknownPathIsNotFound() {
        problem(client.get().uri("/nowhere").header("Authorization", token()).exchange(), 404, "not-found");
    }

    @Test
    void anotherMethodIsNotAllowed() {
        problem(client.post().uri("/open/list").header("Authorization", token()).exchange(), 405, "method-not-allowed");
    }

    @Test
    void anotherMediaTypeIsNotUnderstood() {
        problem(client.post().uri("/open/visits").contentType(MediaType.TEXT_PLAIN).body("x").exchange(), 415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = { "*/*", "application/*", "text/*", "*", "application/*;charset=UTF-8", "*/json", "a/b/c",
            "application", ";", "application/json;charset=*", "application/json;charset=UTF-99", "application/*+json" })
    void bodyNeedsAConcreteType(String type) throws Exception {
        assertThat(answerTo("POST /open/visits HTTP/1.1\r\nContent-Type: " + type, "{}")).startsWith("HTTP/1.1 415")
                .contains("application/problem+json", "urn:medislot:problem:unsupported-media-type");
    }

    @Test
    void requestLineNeedsAMethod() throws Exception {
        for (var line : List.of(" /open/who", " /open/visits", " /nowhere", "\t/open/who")) {
            assertThat(answerTo(line + " HTTP/1.1", "")).startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:medislot:problem:malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "a/b;q=2", "a/b;q=x", "text/csv", "application/xml", "nonsense", "a/b;q=-1", ",;,", "/" })
    void unacceptableTypesAreAProblemToo(String accept) throws Exception {
        assertThat(answerTo("GET /open/who HTTP/1.1\r\nAccept: " + accept, "")).startsWith("HTTP/1.1 406")
                .contains("application/problem+json", "urn:medislot:problem:not-acceptable");
    }

    @Test
    void whatCannotBeDecodedIsMalformed() throws Exception {
        for (var query : List.of("limit=100%", "limit=%zz", "limit=2&date=%FF", "%zz=1", "%00=1")) {
            assertThat(answerTo("GET /open/list?" + query + " HTTP/1.1", "")).startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:medislot:problem:malformed");
        }
    }

    @Test
    void aFormIsNotUnderstood() throws Exception {
        var form = " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded";
        for (var body : List.of("{\"password\":\"x\"}", "{\"password\":\"50%\"}")) {
            assertThat(answerTo("POST /open/visits" + form, body)).startsWith("HTTP/1.1 415")
                    .contains("application/problem+json", "urn:medislot:problem:unsupported-media-type");
        }
        assertThat(answerTo("POST /open/visits HTTP/1.1\r\nContent-Type: multipart/form-data", "x"))
                .startsWith("HTTP/1.1 415");
        assertThat(answerTo("PUT /versioned" + form, "password=50%")).startsWith("HTTP/1.1 401");
    }

    @Test
    void whatIsRefusedBeforeAnyControllerIsAProblemToo() throws Exception {
        for (var line : List.of("GET /open/%25", "GET /open/%3B", "GET /open/%0a", "GET /open/list;x=1", "BREW /open/x",
                "GET /open//list", "GET //", "GET /a{b", "GET /open/%00", "GET /people/%25")) {
            assertThat(answerTo(line + " HTTP/1.1", "")).startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:medislot:problem:malformed", "\"status\":400")
                    .doesNotContain("timestamp", "html", "/error");
        }
    }

    @Test
    void theDocumentHasTheStatusOfTheAnswer() throws Exception {
        assertThat(answerTo("GET /open/who HTTP/9.9", "")).startsWith("HTTP/1.1 505").contains("\"status\":505");
        assertThat(answerTo("GET /open/who HTTP/1.1\r\nTransfer-Encoding: zip", "")).startsWith("HTTP/1.1 501")
                .contains("\"status\":501");
        assertThat(answerTo("GET /open/who HTTP/1.1\r\nExpect: cake", "")).startsWith("HTTP/1.1 417")
                .contains("\"status\":417");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/health/x/y" })
    void apiPortHasNoActuator(String path) throws Exception {
        assertThat(answerTo("GET " + path + " HTTP/1.1", "")).startsWith("HTTP/1.1 404")
                .contains("urn:medislot:problem:not-found");
    }

    @Test
    void apiPortHasProbesWithoutDetails() throws Exception {
        for (var path : List.of("/livez", "/readyz")) {
            assertThat(answerTo("GET " + path + " HTTP/1.1", "")).startsWith("HTTP/1.1 200")
                    .contains("{\"status\":\"UP\"}");
        }
    }

    @Test
    void unknownPartOfTheHealthIsNotFound() {
        for (var path : List.of("x", "x/y", "x/y/z", "db/x")) {
            RestTestClient.bindToServer()
                    .baseUrl("http://127.0.0.1:" + managementPort)
                    .build()
                    .get()
                    .uri("/actuator/health/" + path)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void aBugTellsNothingInternal() {
        problem(got("/open/bug"), 500, "internal").consumeWith(answer -> assertThat(
                new String(answer.getResponseBodyContent(), java.nio.charset.StandardCharsets.UTF_8))
                        .doesNotContain("secret", "Exception"));
    }

    @Test
    void everyAnswerIsNamedByItsTrace() throws Exception {
        for (var path : List.of("/open/who", "/open/list?limit=0", "/open/bug", "/staff-only", "/open/database-away",
                "/nowhere", "/people/7", "/doors/closed")) {
            var trace = UUID.randomUUID().toString().replace("-", "");
            var answer = answerTo("""
                    GET %s HTTP/1.1\r
                    X-Request-Id: mine\r
                    traceparent: 00-%s-00f067aa0ba902b7-01""".formatted(path, trace), "");

            assertThat(requestId(answer)).as(path).isEqualTo(trace);
            assertThat(answer.startsWith("HTTP/1.1 200") || answer.contains("\"requestId\":\"" + trace + "\""))
                    .as(answer)
                    .isTrue();
        }
    }

    @Test
    void anAnswerWithoutATraceHasAnIdToo() throws Exception {
        for (var line : List.of("GET /livez HTTP/1.1", "BREW /open/x HTTP/1.1", "GET /a{b HTTP/1.1",
                "GET /open/%25 HTTP/1.1", "GET /open/who HTTP/9.9")) {
            var answer = answerTo(line, "");
            var id = requestId(answer);

            assertThat(id).matches("[0-9a-f]{32}");
            assertThat(answer.startsWith("HTTP/1.1 200") || answer.contains("\"requestId\":\"" + id + "\"")).as(answer)
                    .isTrue();
        }
    }

    @Test
    void everyProblemNamesThePageAboutIt() throws Exception {
        assertThat(answerTo("GET /staff-only HTTP/1.1", "")).contains("\"help\":\"/docs/problems#unauthenticated\"");
        assertThat(answerTo("GET /a{b HTTP/1.1", "")).contains("\"help\":\"/docs/problems#malformed\"");
    }

    @Test
    void aDatabaseThatIsAwayAsksToComeBack() {
        var answer = got("/open/database-away");

        answer.expectHeader().exists(HttpHeaders.RETRY_AFTER);
        problem(answer, 503, "unavailable").consumeWith(
                body -> assertThat(new String(body.getResponseBodyContent(), java.nio.charset.StandardCharsets.UTF_8))
                        .doesNotContain("10.0.0.7"));
    }

    @Test
    void anAnswerComesWithItsLength() throws IOException {
        assertThat(answerTo("GET /nowhere HTTP/1.1", "")).contains("Content-Length: ")
                .doesNotContain("Transfer-Encoding");
    }

    private static String requestId(String answer) {
        var parts = answer.split("X-Request-Id: ", -1);
        assertThat(parts).as(answer).hasSize(2);
        return parts[1].split("\r\n")[0];
    }

    private ResponseSpec posted(String json) {
        return client.post().uri("/open/visits").contentType(MediaType.APPLICATION_JSON).body(json).exchange();
    }

    private List<String> errors(String json) {
        var problem = posted(json).expectStatus()
                .isBadRequest()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        return problem.path("errors")
                .valueStream()
                .map(error -> error.path("field").asString() + " " + error.path("message").asString())
                .toList();
    }

    private String answerTo(String request, String body) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            var length = body.isEmpty() ? "" : "Content-Length: %d\r\n".formatted(body.length());
            socket.getOutputStream()
                    .write("%s\r\nHost: h\r\n%sConnection: close\r\n\r\n%s".formatted(request, length, body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String token() {
        return "Bearer " + patients.sign(UUID.randomUUID(), Role.PATIENT, null, UUID.randomUUID());
    }

    private ResponseSpec got(String path) {
        return client.get().uri(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).exchange();
    }

    private static BodyContentSpec problem(ResponseSpec answer, int status, String slug) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:medislot:problem:" + slug)
                .jsonPath("$.title")
                .exists()
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.detail")
                .exists();
    }
}
