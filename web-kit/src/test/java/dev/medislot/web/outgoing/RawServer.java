package dev.medislot.web.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that shows the bytes of requests and answers with bytes. */
final class RawServer implements AutoCloseable {

    interface Reply {

        /** Returns whether the connection stays open. */
        boolean to(String request, OutputStream out) throws Exception;
    }

    private static final String LENGTH = "Content-Length: ";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final Reply reply;

    RawServer(Reply reply) throws IOException {
        this.reply = reply;
        Thread.ofVirtual().start(this::accept);
    }

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/api/v1/bookings?q=a%20b");
    }

    /** Each as its head and body. */
    List<String> requests() {
        return requests;
    }

    int open() {
        return open.get();
    }

    int opened() {
        return opened.get();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.incrementAndGet();
                opened.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            do {
                requests.add(request(socket.getInputStream()));
            } while (reply.to(requests.getLast(), socket.getOutputStream()));
        } catch (Exception _) {
            // the client has closed the connection
        } finally {
            open.decrementAndGet();
        }
    }

    private static String request(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            text.append((char) next);
        }
        var length = text.toString().lines().filter(line -> line.startsWith(LENGTH)).findFirst();
        if (length.isPresent()) {
            var bytes = in.readNBytes(Integer.parseInt(length.get().substring(LENGTH.length())));
            text.append(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
