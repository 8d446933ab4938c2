package dev.medislot.web.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/** Accepts connections up to a bound for each client address. */
final class BoundedEndpoint extends NioEndpoint {

    private volatile ConnectionBound bound = ConnectionBound.NONE;
    private volatile ConnectionCounts counts = new ConnectionCounts();
    private final OpenConnections open = new OpenConnections();

    void use(ConnectionBound bound, ConnectionCounts counts) {
        this.bound = bound;
        this.counts = counts;
    }

    /** Called by the thread that accepts, one connection after the other. */
    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (isOneTooMany(socket)) {
            counts.countRefused();
            destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    private boolean isOneTooMany(SocketChannel socket) {
        var client = client(socket);
        return client != null && !bound.exempt().test(client) && !open.add(client, socket, bound.perAddress());
    }

    private static @Nullable InetAddress client(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
        } catch (IOException _) {
            return null;
        }
    }
}
