package dev.medislot.web.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;

class OutgoingRequestsTest {

    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";

    private final OutgoingRequests requests = OutgoingRequests.within(Duration.ofSeconds(5), Duration.ofSeconds(1));

    @AfterEach
    void close() throws Exception {
        requests.destroy();
    }

    @Test
    void aConnectionServesManyRequests() throws Exception {
        try (var server = new RawServer((_, out) -> {
            RawServer.say(out, OK);
            return true;
        })) {
            for (var n = 0; n < 5; n++) {
                assertThat(text(send(HttpMethod.GET, server.address(), ""))).isEqualTo("ok");
            }

            assertThat(server.opened()).isOne();
        }
    }

    @Test
    void noRequestTakesAConnectionThatWasClosed() throws Exception {
        try (var server = new RawServer((_, out) -> {
            RawServer.say(out, OK);
            return false;
        })) {
            for (var n = 0; n < 20; n++) {
                assertThat(text(send(HttpMethod.POST, server.address(), "{}"))).isEqualTo("ok");
                await().until(() -> server.open() == 0);
            }

            assertThat(server.requests()).hasSize(20);
        }
    }

    @Test
    void aRequestWithoutAnAnswerIsSentOnce() throws Exception {
        try (var server = new RawServer((request, out) -> {
            RawServer.say(out, request.startsWith("GET") ? OK : "");
            return request.startsWith("GET");
        })) {
            text(send(HttpMethod.GET, server.address(), ""));

            assertThatThrownBy(() -> send(HttpMethod.PUT, server.address(), "{}")).isInstanceOf(IOException.class)
                    .isNotInstanceOfAny(ConnectException.class, SocketTimeoutException.class);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void withoutAConnectionNothingWasSent() throws Exception {
        var server = new RawServer((_, _) -> true);
        server.close();

        assertThatThrownBy(() -> send(HttpMethod.POST, server.address(), "{}")).isInstanceOf(ConnectException.class);
    }

    @Test
    void aSilentServerIsGivenUp() throws Exception {
        var over = new CountDownLatch(1);
        try (var server = new RawServer((_, _) -> {
            over.await();
            return false;
        })) {
            assertThatThrownBy(() -> send(HttpMethod.GET, server.address(), ""))
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void anAnswerThatDripsIsGivenUpToo() throws Exception {
        var over = new CountDownLatch(1);
        try (var server = new RawServer((_, out) -> {
            RawServer.say(out, "HTTP/1.1 200 OK\nX-Long: ");
            while (!over.await(50, TimeUnit.MILLISECONDS)) {
                RawServer.say(out, "x");
            }
            return false;
        })) {
            assertThatThrownBy(() -> send(HttpMethod.GET, server.address(), ""))
                    .isInstanceOf(SocketTimeoutException.class);
            await().until(() -> server.open() == 0);
        } finally {
            over.countDown();
        }
    }

    @Test
    void nothingIsAddedToARequestButItsLength() throws Exception {
        try (var server = new RawServer((_, out) -> {
            RawServer.say(out, OK);
            return true;
        })) {
            text(send(HttpMethod.GET, server.address(), ""));
            text(send(HttpMethod.POST, server.address(), "{}", HttpHeaders.HOST, "api.example", HttpHeaders.EXPECT,
                    "100-continue", HttpHeaders.CONTENT_TYPE, "application/json"));

            assertThat(server.requests().getFirst())
                    .isEqualTo("GET /api/v1/bookings?q=a%%20b HTTP/1.1\r\nHost: %s\r\n\r\n"
                            .formatted(server.address().getAuthority()));
            assertThat(server.requests().getLast().lines()).containsExactlyInAnyOrder(
                    "POST /api/v1/bookings?q=a%20b HTTP/1.1", "Host: api.example", "Content-Type: application/json",
                    "Content-Length: 2", "", "{}");
        }
    }

    @Test
    void answersPassAsTheyAre() throws Exception {
        try (var server = new RawServer((_, out) -> {
            RawServer.say(out, """
                    HTTP/1.1 302 Found
                    Location: /elsewhere
                    Set-Cookie: a=b
                    Content-Encoding: gzip
                    Content-Length: 6

                    packed""");
            return true;
        })) {
            for (var n = 0; n < 2; n++) {
                var answer = send(HttpMethod.GET, server.address(), "");
                assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FOUND);
                assertThat(answer.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING)).isEqualTo("gzip");
                assertThat(text(answer)).isEqualTo("packed");
            }

            assertThat(server.requests()).hasSize(2)
                    .allSatisfy(request -> assertThat(request).doesNotContain("Cookie", "elsewhere"));
        }
    }

    private ClientHttpResponse send(HttpMethod method, URI address, String body, String... headers) throws IOException {
        var request = requests.createRequest(address, method);
        for (var n = 0; n < headers.length; n += 2) {
            request.getHeaders().add(headers[n], headers[n + 1]);
        }
        if (!body.isEmpty()) {
            request.getHeaders().setContentLength(body.length());
            request.getBody().write(body.getBytes(StandardCharsets.US_ASCII));
        }
        return request.execute();
    }

    private static String text(ClientHttpResponse answer) throws IOException {
        try (answer) {
            return new String(answer.getBody().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
