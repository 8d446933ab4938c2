package dev.medislot.booking.rush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy that counts a word in the requests to a server and delays its answers. */
class SlowProxy implements AutoCloseable {

    private final ServerSocket door;
    private final URI server;
    private final String word;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;

    SlowProxy(URI server, String word) {
        this.word = word;
        try {
            this.server = server;
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::letIn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** The number of times that clients sent the word. */
    int asked() {
        return asked.get();
    }

    void delay(Duration delay) {
        this.delay = delay;
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                var behind = new Socket(server.getHost(), server.getPort());
                Thread.ofVirtual().start(() -> pass(client, behind, false));
                Thread.ofVirtual().start(() -> pass(behind, client, true));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void pass(Socket from, Socket to, boolean late) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (late) {
                    Thread.sleep(delay);
                } else {
                    asked.addAndGet(new String(buffer, 0, read, US_ASCII).split(word, -1).length - 1);
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException | InterruptedException _) {
            // one side has gone
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
