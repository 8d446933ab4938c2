package dev.medislot.infra.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The inbox over HTTP: a page for people and Mailpit's API for programs. */
final class InboxPage implements AutoCloseable {

    private static final int DEFAULT_LIMIT = 50;
    private static final String JSON = "application/json";
    private static final String PAGE_POLICY = """
            default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
            connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'""";
    private static final Pattern OUR_HOST = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]+)?",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> FILES = Map.of("/", "inbox.html", "/inbox.js", "inbox.js", "/inbox.css",
            "inbox.css");

    private final MailFolder mails;
    private final HttpServer server;
    private final JsonMapper json = JsonMapper.shared();

    private InboxPage(MailFolder mails, HttpServer server) {
        this.mails = mails;
        this.server = server;
    }

    static InboxPage start(MailFolder mails, int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 50);
        var page = new InboxPage(mails, server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", page::handle);
        server.start();
        return page;
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (NumberFormatException | JacksonException e) {
                answer = Answer.text(400, "The request cannot be read");
            }
            answer.send(exchange);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        if (!isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
            return Answer.text(421, "This inbox is at 127.0.0.1 or localhost only");
        }
        var path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> get(path, parameters(exchange.getRequestURI()));
            case "DELETE" -> delete(path, parameters(exchange.getRequestURI()), exchange);
            default -> Answer.text(405, "Method not allowed");
        };
    }

    /** A foreign name that leads here would let the page of that name read the mails. */
    private static boolean isOurs(@Nullable String host) {
        return host == null || OUR_HOST.matcher(host).matches();
    }

    private Answer get(String path, Map<String, String> parameters) throws IOException {
        if (path.startsWith("/api/v1/message/")) {
            var steps = path.substring("/api/v1/message/".length()).split("/", -1);
            return message(steps);
        }
        return switch (path) {
            case "/api/v1/messages" -> list(mails.summaries(), parameters);
            case "/api/v1/search" -> list(found(parameters), parameters);
            case "/livez", "/readyz" -> Answer.text(200, "ok");
            default -> file(path);
        };
    }

    private Answer message(String[] steps) throws IOException {
        var id = steps[0].equals("latest") ? latest() : steps[0];
        return switch (steps.length) {
            case 1 -> opened(id);
            case 2 -> raw(id, steps[1]);
            case 3 -> steps[1].equals("part") ? part(id, steps[2]) : Answer.notFound();
            default -> Answer.notFound();
        };
    }

    private Answer opened(String id) throws IOException {
        var mail = mails.mail(id);
        mails.markRead(id);
        return mail.map(this::asJson).orElseGet(Answer::notFound);
    }

    private Answer raw(String id, String form) throws IOException {
        return switch (form) {
            case "headers" -> mails.raw(id).map(MailFile::headers).map(this::asJson).orElseGet(Answer::notFound);
            case "raw" -> mails.raw(id)
                    .map(bytes -> Answer.of("text/plain; charset=utf-8", bytes))
                    .orElseGet(Answer::notFound);
            default -> Answer.notFound();
        };
    }

    private Answer part(String id, String partId) throws IOException {
        return mails.mail(id).flatMap(mail -> part(mail, partId)).map(InboxPage::asFile).orElseGet(Answer::notFound);
    }

    private Answer delete(String path, Map<String, String> parameters, HttpExchange exchange) throws IOException {
        if (path.equals("/api/v1/messages")) {
            mails.delete(named(exchange.getRequestBody().readAllBytes()).orElseGet(() -> ids(mails.summaries())));
        } else if (path.equals("/api/v1/search") && parameters.containsKey("query")) {
            mails.delete(ids(found(parameters)));
        } else {
            return Answer.notFound();
        }
        return Answer.text(200, "ok");
    }

    /** The ids in the body; empty stands for every mail. */
    private Optional<List<String>> named(byte[] body) {
        if (body.length == 0) {
            return Optional.empty();
        }
        var ids = json.readTree(body).path("IDs").valueStream().map(node -> node.asString("")).toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids);
    }

    private static List<String> ids(List<Summary> summaries) {
        return summaries.stream().map(Summary::id).toList();
    }

    private String latest() {
        return mails.summaries().stream().findFirst().map(Summary::id).orElse("");
    }

    private List<Summary> found(Map<String, String> parameters) {
        var query = Query.parse(parameters.getOrDefault("query", ""));
        return mails.summaries().stream().filter(query::matches).toList();
    }

    private Answer list(List<Summary> found, Map<String, String> parameters) {
        var start = Math.max(0, Integer.parseInt(parameters.getOrDefault("start", "0")));
        var limit = Math.max(0, Integer.parseInt(parameters.getOrDefault("limit", Integer.toString(DEFAULT_LIMIT))));
        return asJson(MessageList.of(mails.summaries(), found, start, limit));
    }

    private Answer asJson(Object value) {
        return Answer.of(JSON, json.writeValueAsBytes(value));
    }

    private static Optional<Part> part(Mail mail, String id) {
        return Stream.concat(mail.attachments().stream(), mail.inline().stream())
                .filter(part -> part.partId().equals(id))
                .findFirst();
    }

    /** An attachment is untrusted, so the browser saves it and never shows it as one of our pages. */
    private static Answer asFile(Part part) {
        var name = part.fileName().replaceAll("[^\\p{Alnum}._ -]", "_");
        return new Answer(200, part.contentType(), part.content(), Map.of("Content-Security-Policy", "sandbox",
                "Content-Disposition", "attachment; filename=\"" + name + "\""));
    }

    private static Answer file(String path) throws IOException {
        var name = FILES.get(path);
        if (name == null) {
            return Answer.notFound();
        }
        try (var stream = InboxPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                return Answer.notFound();
            }
            return new Answer(200, contentType(name), ByteBuffer.wrap(stream.readAllBytes()),
                    Map.of("Content-Security-Policy", PAGE_POLICY, "Referrer-Policy", "no-referrer"));
        }
    }

    private static String contentType(String name) {
        var type = switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript";
            case "css" -> "text/css";
            default -> "text/html";
        };
        return type + "; charset=utf-8";
    }

    private static Map<String, String> parameters(URI uri) {
        var parameters = new HashMap<String, String>();
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getRawQuery().split("&", -1)) {
                var parts = pair.split("=", 2);
                parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
