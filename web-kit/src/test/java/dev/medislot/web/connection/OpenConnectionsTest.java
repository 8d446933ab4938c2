package dev.medislot.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {

    private static final int MAX = 3;

    private final OpenConnections connections = new OpenConnections();
    private final List<SocketChannel> channels = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var channel : channels) {
            channel.close();
        }
    }

    @Test
    void aClientHasNoMoreThanTheMax() throws IOException {
        assertThat(added("192.0.2.1", MAX)).isEqualTo(MAX);

        assertThat(added("192.0.2.1", 1)).isZero();
        assertThat(added("192.0.2.2", 1)).isOne();
    }

    @Test
    void aClosedConnectionMakesRoom() throws IOException {
        added("192.0.2.1", MAX);
        channels.getFirst().close();

        assertThat(added("192.0.2.1", 2)).isOne();
    }

    @Test
    void addressesOfOneIpv6NetworkAreOneClient() throws IOException {
        assertThat(added("2001:db8:0:1::1", 1)).isOne();
        assertThat(added("2001:db8:0:1:ffff::2", MAX)).isEqualTo(MAX - 1);

        assertThat(added("2001:db8:0:2::1", 1)).isOne();
    }

    @Test
    void openConnectionsCountAfterManyClosedOnes() throws IOException {
        added("192.0.2.1", MAX);
        for (int i = 0; i < 2_500; i++) {
            var other = SocketChannel.open();
            assertThat(connections.add(InetAddress.getByName("192.0.2.2"), other, MAX)).isTrue();
            other.close();
        }

        assertThat(added("192.0.2.1", 1)).isZero();
    }

    private int added(String client, int times) throws IOException {
        int added = 0;
        for (int i = 0; i < times; i++) {
            var channel = SocketChannel.open();
            channels.add(channel);
            added += connections.add(InetAddress.getByName(client), channel, MAX) ? 1 : 0;
        }
        return added;
    }
}
