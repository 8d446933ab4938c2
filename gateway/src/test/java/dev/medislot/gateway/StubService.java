package dev.medislot.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Stands where a service would, and shows what reached it. */
public final class StubService implements AutoCloseable {

    public interface Reply {

        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final String name;
    private volatile Reply answer;
    private volatile boolean ready = true;

    public StubService(String name) {
        this.name = name;
        this.answer = this::echo;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer.to(exchange));
        server.createContext("/readyz", exchange -> say(exchange, ready ? 200 : 503, "text/plain", ""));
        server.start();
    }

    public void answers(Reply answer) {
        this.answer = answer;
    }

    public void isReady(boolean ready) {
        this.ready = ready;
    }

    /** Answers with its name and the request line again. */
    public void echoes() {
        answer = this::echo;
    }

    private void echo(HttpExchange exchange) throws IOException {
        say(exchange, 200, "text/plain", name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public static void say(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
