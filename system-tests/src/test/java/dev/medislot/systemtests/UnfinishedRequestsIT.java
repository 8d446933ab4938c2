package dev.medislot.systemtests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.testkit.DescribedAnswers;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** More connections than the gateway has memory for, on each of which a request has begun and does not go on. */
@ResourceLock(Medislot.LOCK)
class UnfinishedRequestsIT {

    private static final int CONNECTIONS = 2_500;
    private static final String PATH = "/api/v1/doctors?limit=1";

    private final URI gateway = URI.create(Medislot.running().gateway().url());

    @Test
    void idleConnectionsDoNotTakeTheGatewaysMemory() throws Exception {
        var opened = new ArrayList<Socket>();
        try (var before = new KeptConnection(gateway.toString())) {
            assertDoctors(before);
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    opened.add(halfAsked());
                }
                assertDoctors(before);
            } finally {
                for (var socket : opened) {
                    socket.close();
                }
            }
        }
        // until the gateway has seen enough of them close, this address has too many connections
        await().ignoreExceptionsInstanceOf(IOException.class).untilAsserted(this::aNewConnectionIsServed);
    }

    private void aNewConnectionIsServed() throws IOException {
        try (var after = new KeptConnection(gateway.toString())) {
            assertDoctors(after);
        }
    }

    private void assertDoctors(KeptConnection connection) throws IOException {
        var answer = connection.get(PATH).to("GET " + PATH);
        assertThat(answer.isOk().body().path("items").isArray()).isTrue();
        DescribedAnswers.check(gateway, answer);
    }

    private Socket halfAsked() throws IOException {
        var socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.getOutputStream().write("""
                POST /api/v1/bookings HTTP/1.1\r
                Host: here\r
                Content-Type: application/json\r
                Content-Length: 20\r
                \r
                {""".getBytes(US_ASCII));
        return socket;
    }
}
