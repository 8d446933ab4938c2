package dev.medislot.web.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The open connections of each client address; of IPv6, of each /64 network. Asks each channel whether it is open
 * instead of counting what is closed, because such a count could drift. Not thread-safe.
 */
final class OpenConnections {

    private static final int NETWORK_BYTES = 8;
    private static final int MIN_FOR_SWEEP = 1_000;

    private final Map<ByteBuffer, List<Channel>> byClient = new HashMap<>();
    private int added;
    private int openAtSweep;

    /** Adds the connection unless its client has the max number open. */
    boolean add(InetAddress client, Channel connection, int max) {
        sweepIfDue();
        var connections = byClient.computeIfAbsent(key(client), _ -> new ArrayList<>());
        if (connections.size() >= max) {
            connections.removeIf(each -> !each.isOpen());
        }
        if (connections.size() >= max) {
            return false;
        }
        connections.add(connection);
        added++;
        return true;
    }

    /**
     * Forgets closed connections each time as many new ones have come as were open the last time, so that a connection
     * costs little.
     */
    private void sweepIfDue() {
        if (added < Math.max(MIN_FOR_SWEEP, openAtSweep)) {
            return;
        }
        byClient.values().forEach(connections -> connections.removeIf(each -> !each.isOpen()));
        byClient.values().removeIf(List::isEmpty);
        openAtSweep = byClient.values().stream().mapToInt(List::size).sum();
        added = 0;
    }

    private static ByteBuffer key(InetAddress client) {
        var address = client.getAddress();
        return ByteBuffer.wrap(client instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }
}
