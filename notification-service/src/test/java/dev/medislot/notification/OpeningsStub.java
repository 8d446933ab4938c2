package dev.medislot.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Answers for openings as the availability service does: none but those that a test sets. */
final class OpeningsStub {

    static final URI URL = start();

    private static final Pattern DOCTOR = Pattern.compile("doctorId=([0-9a-f-]+)");
    private static final Map<UUID, String> ITEMS = new ConcurrentHashMap<>();
    private static final Set<UUID> STALLED = ConcurrentHashMap.newKeySet();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private OpeningsStub() {}

    static void offer(UUID doctor, String slotId, Instant start) {
        ITEMS.put(doctor, "{\"id\":\"%s\",\"doctorId\":\"%s\",\"doctorName\":\"Dana Reyes\",\"start\":\"%s\"}"
                .formatted(slotId, doctor, start));
    }

    static void stall(UUID doctor) {
        STALLED.add(doctor);
    }

    private static URI start() {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/api/v1/slots", OpeningsStub::answer);
            server.start();
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var asked = DOCTOR.matcher(exchange.getRequestURI().getQuery());
        var doctor = asked.find() ? UUID.fromString(asked.group(1)) : null;
        try (exchange) {
            if (doctor != null && STALLED.contains(doctor)) {
                NEVER.await();
            }
            var items = doctor == null ? "" : ITEMS.getOrDefault(doctor, "");
            var body = "{\"items\":[%s],\"next\":null}".formatted(items).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
