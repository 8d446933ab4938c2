package dev.medislot.systemtests.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.medislot.testkit.Answer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One HTTP connection, kept open for as long as the server likes, that takes next to nothing of a machine it shares.
 */
public final class KeptConnection implements AutoCloseable {

    /** @param head the header lines */
    public record Response(int status, List<String> head, byte[] body) {

        /** This reply as an answer to that call. */
        public Answer to(String call) {
            return Answer.of(call, status,
                    head.stream()
                            .map(line -> line.split(":", 2))
                            .collect(groupingBy(parts -> parts[0], mapping(parts -> parts[1].strip(), toList()))),
                    text());
        }

        public String text() {
            return new String(body, UTF_8);
        }

        /** Fails, saying everything, unless the status is that one. */
        public Response has(int expected) {
            if (status != expected) {
                throw new AssertionError("%d instead of %d: %s".formatted(status, expected, text()));
            }
            return this;
        }
    }

    private static final int PATIENCE_MILLIS = 60_000;

    private final URI address;
    private Socket socket;
    private InputStream in;

    public KeptConnection(String address) {
        this.address = URI.create(address);
    }

    public Response get(String path) throws IOException {
        return ask("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, address.getAuthority()));
    }

    public Response post(String path, String token, String json) throws IOException {
        return ask("""
                POST %s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(path, address.getAuthority(), token, json.getBytes(UTF_8).length, json));
    }

    /** Posts without a token. */
    public Response post(String path, String json) throws IOException {
        return ask("""
                POST %s HTTP/1.1\r
                Host: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(path, address.getAuthority(), json.getBytes(UTF_8).length, json));
    }

    /** Sends a request with these header lines and, unless it is empty, the body. */
    public Response send(String method, String path, List<String> head, String body) throws IOException {
        var first = Stream.of("%s %s HTTP/1.1".formatted(method, path), "Host: " + address.getAuthority());
        var length = Stream.of("Content-Length: " + body.getBytes(UTF_8).length).filter(_ -> !body.isEmpty());
        var lines = Stream.of(first, head.stream(), length).flatMap(each -> each);
        return ask(lines.collect(joining("\r\n", "", "\r\n\r\n")) + body);
    }

    private Response ask(String request) throws IOException {
        if (socket == null) {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 16_384);
        }
        socket.getOutputStream().write(request.getBytes(UTF_8));
        int status = Integer.parseInt(line().split(" ")[1]);
        Integer length = null;
        boolean chunked = false;
        boolean closes = false;
        var head = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
            var header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = true;
            } else if (header.startsWith("connection:")) {
                closes = header.endsWith("close");
            }
        }
        var response = new Response(status, head,
                chunked ? chunks() : length != null ? bytes(length) : closes ? in.readAllBytes() : new byte[0]);
        if (closes) {
            close();
        }
        return response;
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(bytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] bytes(int count) throws IOException {
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("The answer ended early");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
