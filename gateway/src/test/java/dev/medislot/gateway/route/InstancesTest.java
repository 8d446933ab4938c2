package dev.medislot.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.gateway.RunningGateway;
import dev.medislot.gateway.StubService;
import dev.medislot.testkit.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstancesTest {

    private final StubService one = new StubService("one");
    private final StubService two = new StubService("two");
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        gateway = RunningGateway.with("medislot.gateway.booking.url=" + one.url() + "," + two.url(),
                "medislot.gateway.look-every=50ms");
    }

    @AfterEach
    void stop() {
        gateway.close();
        one.close();
        two.close();
    }

    @Test
    void instancesTakeTurns() {
        assertThat(answers("GET", 10)).filteredOn(answer -> answer.text().startsWith("one")).hasSize(5);
    }

    @Test
    void anInstanceThatIsNotReadyIsLeftOut() {
        two.isReady(false);

        await().untilAsserted(() -> assertThat(answers("GET", 10)).allMatch(answer -> answer.text().startsWith("one")));

        two.isReady(true);

        await().untilAsserted(() -> assertThat(answers("GET", 10)).anyMatch(answer -> answer.text().startsWith("two")));
    }

    @Test
    void nobodyNoticesAnInstanceThatIsGone() {
        two.close();

        assertThat(answers("POST", 10)).allMatch(answer -> answer.text().startsWith("one"));
    }

    @Test
    void allAreAskedWhenNoneIsReady() {
        one.isReady(false);
        two.isReady(false);

        await().untilAsserted(() -> assertThat(gateway.manage("/actuator/health").text()).contains("\"ready\":0"));
        assertThat(answers("GET", 10)).allMatch(answer -> answer.status() == 200);
    }

    @Test
    void nobodyWaitsForInstancesThatAreSilent() throws Exception {
        var port = URI.create(one.url()).getPort();
        try (var patient = RunningGateway.with("medislot.gateway.booking.url=" + one.url(),
                "medislot.gateway.look-every=50ms", "medislot.gateway.connect-timeout=10m",
                "medislot.gateway.read-timeout=2s")) {
            await().untilAsserted(() -> assertThat(patient.manage("/actuator/health").text()).contains("\"ready\":1"));
            one.close();
            var waiting = new ArrayList<Socket>();
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                fillTheBacklog(port, waiting);

                await().untilAsserted(
                        () -> assertThat(patient.send("POST", "/api/v1/bookings", "{}")).returns(503, Answer::status)
                                .satisfies(answer -> assertThat(answer.text()).contains("Nothing was changed")));
            } finally {
                for (var socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    /** Opens connections until new ones wait. */
    private static void fillTheBacklog(int port, List<Socket> waiting) throws IOException {
        try {
            while (true) {
                var socket = new Socket();
                waiting.add(socket);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
            }
        } catch (SocketTimeoutException _) {
            // it is full
        }
    }

    @ParameterizedTest
    @CsvSource({ "GET, 200, 2", "POST, 503, 1" })
    void onlyReadsAreRepeatedAfterAnAnswerThatBrokeOff(String method, int status, int asked) {
        var requests = new AtomicInteger();
        var broken = new AtomicInteger();
        for (var instance : List.of(one, two)) {
            instance.answers(exchange -> {
                requests.incrementAndGet();
                if (broken.getAndIncrement() == 0) {
                    exchange.close();
                    throw new IOException("cut");
                }
                StubService.say(exchange, 200, "text/plain", "whole");
            });
        }

        assertThat(gateway.send(method, "/api/v1/bookings", "").status()).isEqualTo(status);
        assertThat(requests).hasValue(asked);
    }

    private List<Answer> answers(String method, int count) {
        return IntStream.range(0, count).mapToObj(_ -> gateway.send(method, "/api/v1/bookings", "{}")).toList();
    }
}
