package dev.medislot.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Answer;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountRoutesTest {

    private static final StubService AVAILABILITY = new StubService("availability");
    private static final StubService BOOKING = new StubService("booking");
    private static final StubService NOTIFICATION = new StubService("notification");
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with("medislot.gateway.availability.url=" + AVAILABILITY.url(),
                "medislot.gateway.booking.url=" + BOOKING.url(),
                "medislot.gateway.notification.url=" + NOTIFICATION.url());
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
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sessions/refresh        | {"refreshToken":"a.x"}                     | availability
            sessions/refresh        | {"refreshToken":"b.x"}                     | booking
            sessions/logout         | {"refreshToken":"a.x"}                     | availability
            sessions/refresh        | {"refreshToken":"c.x","role":"STAFF"}      | booking
            sessions/refresh        | {"refreshToken":1}                         | booking
            sessions/refresh        | []                                         | booking
            sessions/refresh        | {"refreshToken                             | booking
            sessions/refresh        | ``                                         | booking
            passwords/reset         | {"email":"x@example.org"}                  | booking
            passwords/reset         | {"email":"x@example.org","role":"PATIENT"} | booking
            passwords/reset         | {"email":"x@example.org","role":"DOCTOR"}  | availability
            passwords/reset         | {"email":"x@example.org","role":"STAFF"}   | availability
            passwords/reset/confirm | {"token":"a.x","newPassword":"y"}          | availability
            passwords/reset/confirm | {"token":"b.x","newPassword":"y"}          | booking
            emails/confirm          | {"token":"a.x"}                            | availability
            emails/confirm          | {"token":"b.x"}                            | booking
            """)
    void theBodyTellsWhoseAccountItIs(String path, String body, String owner) {
        var answer = gateway.send("POST", "/api/v1/" + path, body, "Content-Type", "application/json");
        assertThat(answer.text()).isEqualTo(owner + " POST /api/v1/" + path);
    }

    @ParameterizedTest
    @CsvSource({ "Bearer, medislot-availability, availability", "bearer, medislot-availability, availability",
            "Bearer, medislot-booking, booking", "Bearer, https://login.example, booking",
            "Basic, medislot-availability, booking" })
    void theTokenTellsWhoseSessionsEnd(String scheme, String issuer, String owner) {
        var claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"iss\":\"%s\"}".formatted(issuer).getBytes(UTF_8));
        for (var path : new String[] { "/api/v1/sessions/revoke", "/api/v1/emails/confirm/resend" }) {
            assertThat(revoke(path, scheme + " e30." + claims + ".c2ln").text()).isEqualTo(owner + " POST " + path);
        }
    }

    @Test
    void aTokenThatIsNoneGoesToBooking() {
        for (var token : new String[] { "Bearer", "Bearer x", "Bearer a.%%.c", "Bearer a.e30.c", "" }) {
            assertThat(revoke("/api/v1/sessions/revoke", token).text()).startsWith("booking ");
        }
    }

    @Test
    void theBodyArrivesUnchanged() {
        AVAILABILITY.answers(exchange -> StubService.say(exchange, 200, "text/plain",
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        var body = "{\"refreshToken\" : \"a.x\"}";
        assertThat(gateway.send("POST", "/api/v1/sessions/refresh", body, "Content-Type", "application/json").text())
                .isEqualTo(body);
    }

    @Test
    void theKeysOfBothServicesAreOneSet() {
        AVAILABILITY.answers(
                exchange -> StubService.say(exchange, 200, "application/json", "{\"keys\":[{\"kid\":\"1\"}]}"));
        BOOKING.answers(exchange -> StubService.say(exchange, 200, "application/json",
                "{\"keys\":[{\"kid\":\"2\"},{\"kid\":\"3\"}]}"));
        assertThat(keys()).containsExactlyInAnyOrder("1", "2", "3");

        BOOKING.answers(exchange -> StubService.say(exchange, 503, "text/plain", "away"));
        assertThat(keys()).as("of a service that does not answer, the last ones")
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    private static List<String> keys() {
        return gateway.get("/.well-known/jwks.json")
                .isOk()
                .list("keys")
                .stream()
                .map(key -> key.path("kid").asString())
                .toList();
    }

    private static Answer revoke(String path, String authorization) {
        return authorization.isEmpty() ? gateway.send("POST", path, "")
                : gateway.send("POST", path, "", "Authorization", authorization);
    }
}
