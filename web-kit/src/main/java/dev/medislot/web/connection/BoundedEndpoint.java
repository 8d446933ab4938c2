package dev.medislot.web.connection;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/** Accepts connections up to a bound for each client address. */
final class BoundedEndpoint extends NioEndpoint {

    private static final int NETWORK_BYTES = 8;

    private volatile ConnectionBound bound = ConnectionBound.NONE;
    private volatile ConnectionCounts counts = new ConnectionCounts();

    void use(ConnectionBound bound, ConnectionCounts counts) {
        this.bound = bound;
        this.counts = counts;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (isOneTooMany(socket)) {
            counts.countRefused();
            destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    /** Counts what Tomcat has open: at most server.tomcat.max-connections, so a count of our own could only drift. */
    private boolean isOneTooMany(SocketChannel socket) {
        var client = client(socket);
        if (client == null || bound.exempt().test(client)) {
            return false;
        }
        var open = connections.keySet().stream().filter(other -> isSameClient(client, client(other)));
        return open.limit(bound.perAddress()).count() >= bound.perAddress();
    }

    private static @Nullable InetAddress client(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
        } catch (IOException _) {
            return null;
        }
    }

    private static boolean isSameClient(InetAddress client, @Nullable InetAddress other) {
        if (client instanceof Inet6Address && other instanceof Inet6Address) {
            return Arrays.equals(client.getAddress(), 0, NETWORK_BYTES, other.getAddress(), 0, NETWORK_BYTES);
        }
        return client.equals(other);
    }
}
