package dev.medislot.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A raw connection to a gateway. */
final class SlowClient implements AutoCloseable {

    private static final int MAX_WAIT_MS = 20_000;

    private final Socket socket = new Socket();
    private final long opened = System.nanoTime();

    private SlowClient(InetAddress from, int port) {
        try {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(MAX_WAIT_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SlowClient of(RunningGateway gateway) {
        return from("127.0.0.1", gateway);
    }

    static SlowClient from(String address, RunningGateway gateway) {
        return new SlowClient(InetAddress.ofLiteral(address), gateway.port());
    }

    /** Does nothing on a connection that was closed. */
    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            // the server has closed it
        }
    }

    /** Sends a request whose answer is small, and reads the status; -1 when the connection was closed instead. */
    int status(String path) {
        send("GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(path));
        try {
            var start = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            return start.length() < 12 ? -1 : Integer.parseInt(start.substring(9));
        } catch (IOException _) {
            return -1;
        }
    }

    /** The time from the start until the server closed the connection. */
    Duration untilClosed(String name) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // an answer that came before the end
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError(name + " is still open", e);
        } catch (IOException _) {
            // reset, which is an end too
        }
        return Duration.ofNanos(System.nanoTime() - opened);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
