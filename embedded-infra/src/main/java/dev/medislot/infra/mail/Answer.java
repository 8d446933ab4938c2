package dev.medislot.infra.mail;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of the inbox over HTTP. */
record Answer(int status, String contentType, ByteBuffer body, Map<String, String> headers) {

    static Answer of(String contentType, byte[] body) {
        return new Answer(200, contentType, ByteBuffer.wrap(body), Map.of());
    }

    static Answer text(int status, String text) {
        var body = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new Answer(status, "text/plain; charset=utf-8", body, Map.of());
    }

    static Answer notFound() {
        return text(404, "404 page not found");
    }

    void send(HttpExchange exchange) throws IOException {
        var out = exchange.getResponseHeaders();
        out.set("Content-Type", contentType);
        out.set("X-Content-Type-Options", "nosniff");
        out.set("Cache-Control", "no-store");
        headers.forEach(out::set);
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || !body.hasRemaining() ? -1 : body.remaining());
        if (!head) {
            Channels.newChannel(exchange.getResponseBody()).write(body);
        }
    }
}
