package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a server, which can become slow, break, lose all answers, or lose its connections. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> lost = ConcurrentHashMap.newKeySet();
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean isCut;
    private volatile boolean isHalved;
    private volatile boolean isLosing;

    TcpProxy(int server) {
        try {
            this.server = server;
            this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Delays everything in both directions. */
    void slow(Duration delay) {
        latency = delay;
    }

    /** Breaks all connections and each further one. */
    void cut() {
        isCut = true;
        breakAll();
    }

    /** Requests arrive, and their answers are lost; the connections stay open. */
    void halve() {
        isHalved = true;
    }

    /**
     * The connections end as if a machine vanished: nothing passes on the connections that are open or opened
     * meanwhile, for good, and neither end learns of it before the other gives up.
     */
    void lose() {
        isLosing = true;
        lost.addAll(open);
    }

    /** A connection whose answers were lost is broken, because its peers could not read on. */
    void heal() {
        latency = Duration.ZERO;
        isCut = false;
        isLosing = false;
        if (isHalved) {
            isHalved = false;
            breakAll();
        }
    }

    private void breakAll() {
        open.forEach(TcpProxy::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException _) {
                // closed, or the client has gone
            }
        }
    }

    private void connect(Socket client) {
        if (isCut) {
            close(client);
            return;
        }
        try {
            var behind = new Socket(InetAddress.getLoopbackAddress(), server);
            open.add(client);
            open.add(behind);
            if (isLosing) {
                lost.addAll(List.of(client, behind));
            }
            Thread.ofVirtual().start(() -> pass(client, behind, false));
            Thread.ofVirtual().start(() -> pass(behind, client, true));
        } catch (IOException _) {
            close(client);
        }
    }

    private void pass(Socket from, Socket to, boolean isAnswer) {
        try (from;
                to) {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            var buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!latency.isZero()) {
                    Thread.sleep(latency);
                }
                if (!(isAnswer && isHalved) && !lost.contains(from)) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException | InterruptedException _) {
            // one side has gone
        } finally {
            for (var end : List.of(from, to)) {
                open.remove(end);
                lost.remove(end);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // already closed
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        breakAll();
    }
}
