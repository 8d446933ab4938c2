package dev.medislot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Passes the calls of clients other than {@link Api}, such as curl, on to one program. An answer that is not in the API
 * description of that program fails {@link #close()}.
 */
public final class CheckingProxy implements AutoCloseable {

    /** The headers of one connection, and the encodings of a body that has to be read here. */
    private static final Set<String> NOT_PASSED = Set.of("accept-encoding", "connection", "content-length", "date",
            "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final URI program;
    private final HttpServer server;

    private CheckingProxy(URI program, HttpServer server) {
        this.program = program;
        this.server = server;
    }

    /** Listens on a free port until it is closed. */
    public static CheckingProxy to(URI program) {
        DescribedAnswers.turnOn();
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var proxy = new CheckingProxy(program, server);
            server.createContext("/", proxy::pass);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            passed(answer.headers().map())
                    .forEach(header -> exchange.getResponseHeaders().put(header.getKey(), header.getValue()));
            var body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> answer(HttpExchange exchange) throws IOException, InterruptedException {
        var address = exchange.getRequestURI();
        var request = HttpRequest.newBuilder(program.resolve(address)).timeout(Duration.ofSeconds(40));
        var body = exchange.getRequestBody().readAllBytes();
        request.method(exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        passed(exchange.getRequestHeaders())
                .forEach(header -> header.getValue().forEach(value -> request.header(header.getKey(), value)));
        var answer = client.send(request.build(), BodyHandlers.ofString());
        check(Answer.to(exchange.getRequestMethod() + " " + address, answer));
        return answer;
    }

    /** The caller of the program gets the answer all the same. */
    private void check(Answer answer) {
        try {
            DescribedAnswers.check(program, answer);
        } catch (AssertionError | RuntimeException e) {
            faults.add(e);
        }
    }

    private static Stream<Map.Entry<String, List<String>>> passed(Map<String, List<String>> headers) {
        return headers.entrySet()
                .stream()
                .filter(header -> !NOT_PASSED.contains(header.getKey().toLowerCase(Locale.ROOT)));
    }

    /** Throws an error with all answers that were not described. */
    @Override
    public void close() {
        server.stop(0);
        client.close();
        if (!faults.isEmpty()) {
            var error = new AssertionError(faults.size() + " answers of " + program + " are not described");
            faults.forEach(error::addSuppressed);
            throw error;
        }
    }
}
