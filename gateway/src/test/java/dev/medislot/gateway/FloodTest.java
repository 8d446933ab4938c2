package dev.medislot.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A service that hashes one password at a time, as slowly as a real one, behind a gateway under a flood. The times are
 * printed, not asserted: they depend on the machine.
 */
@EnabledOnOs(OS.LINUX)
class FloodTest {

    private static final int PER_SECOND = 500;
    private static final int SECONDS = 8;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int HASH_ROUNDS = 60_000;

    private record Answered(int status, Duration after) {}

    private final StubService booking = new StubService("booking");
    /** The number that an attacker may have open without shutting out its neighbours: see connections-per-address. */
    private final Semaphore connections = new Semaphore(60);
    /** One at a time: an address may not have many logins of accounts that never logged in. */
    private final Semaphore firstLogin = new Semaphore(1);
    private final Semaphore processor = new Semaphore(1, true);
    private final AtomicInteger hashed = new AtomicInteger();

    @BeforeEach
    void serviceHashes() {
        booking.answers(exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            hash();
            var isLogin = exchange.getRequestURI().getPath().endsWith("login");
            StubService.say(exchange, !isLogin ? 201 : body.contains("wrong") ? 401 : 200, "application/json", "{}");
        });
    }

    @AfterEach
    void stop() {
        booking.close();
    }

    private void hash() {
        processor.acquireUninterruptibly();
        try {
            hashed.incrementAndGet();
            SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec("password".toCharArray(), new byte[16], HASH_ROUNDS, 256));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            processor.release();
        }
    }

    @Test
    void noRightLoginIsRefusedDuringAFloodOfWrongOnes() throws Exception {
        try (var gateway = RunningGateway.with("medislot.gateway.booking.url=" + booking.url());
                var attacker = client("127.0.0.1");
                var neighbour = client("127.0.0.1");
                var elsewhere = client("127.0.0.2");
                var clock = Executors.newScheduledThreadPool(2);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 20; n++) {
                assertThat(send(neighbour, gateway, "/api/v1/patients", n + "@clinic.example", "right").status())
                        .isEqualTo(201);
                assertThat(send(elsewhere, gateway, "/api/v1/patients", n + "@home.example", "right").status())
                        .isEqualTo(201);
            }
            hashed.set(0);
            var random = new Random(31);
            Map<Integer, AtomicInteger> flood = new ConcurrentHashMap<>();
            var near = new CopyOnWriteArrayList<Answered>();
            var far = new CopyOnWriteArrayList<Answered>();
            var unknown = new CopyOnWriteArrayList<Answered>();
            clock.scheduleAtFixedRate(() -> {
                for (var n = 0; n < PER_SECOND / 50 && connections.tryAcquire(); n++) {
                    var email = random.nextInt(1_000_000) + "@x.example";
                    threads.submit(() -> {
                        var status = send(attacker, gateway, "/api/v1/patients/login", email, "wrong").status();
                        connections.release();
                        flood.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
                    });
                }
            }, 0, 20, TimeUnit.MILLISECONDS);
            var sent = new AtomicInteger();
            clock.scheduleAtFixedRate(() -> {
                var n = sent.getAndIncrement();
                threads.submit(() -> near
                        .add(send(neighbour, gateway, "/api/v1/patients/login", n % 20 + "@clinic.example", "right")));
                threads.submit(() -> far
                        .add(send(elsewhere, gateway, "/api/v1/patients/login", n % 20 + "@home.example", "right")));
                if (firstLogin.tryAcquire()) {
                    threads.submit(() -> {
                        unknown.add(send(elsewhere, gateway, "/api/v1/patients/login", n + "@new.example", "right"));
                        firstLogin.release();
                    });
                }
            }, 1_000, 500, TimeUnit.MILLISECONDS);

            assertThat(clock.awaitTermination(SECONDS, TimeUnit.SECONDS)).isFalse();
            clock.shutdownNow();
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

            System.out.printf("flood %s, hashed %d, near %s, far %s, unknown %s%n", flood, hashed.get(), summary(near),
                    summary(far), summary(unknown));
            assertThat(flood.values().stream().mapToInt(AtomicInteger::get).sum()).as("requests of the flood")
                    .isGreaterThan(PER_SECOND / 5);
            assertThat(flood).as("the flood").containsKeys(401, 429);
            assertThat(near).as("of the flood's address").isNotEmpty().allMatch(answer -> answer.status() == 200);
            assertThat(far).as("of another address").isNotEmpty().allMatch(answer -> answer.status() == 200);
            assertThat(unknown).as("of another address, for accounts that never logged in")
                    .isNotEmpty()
                    .allMatch(answer -> answer.status() == 200);
        }
    }

    private static String summary(List<Answered> answers) {
        var longest = answers.stream().map(Answered::after).max(Duration::compareTo).orElseThrow();
        return "%.3f of %d in time, the longest after %d ms".formatted(inTime(answers), answers.size(),
                longest.toMillis());
    }

    private static double inTime(List<Answered> answers) {
        var inTime = new ArrayList<>(answers);
        inTime.removeIf(answer -> answer.status() != 200 || answer.after().compareTo(SOON) > 0);
        return (double) inTime.size() / answers.size();
    }

    private static HttpClient client(String from) {
        return HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(from)).build();
    }

    private static Answered send(HttpClient client, RunningGateway gateway, String path, String email,
            String password) {
        var started = System.nanoTime();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password)))
                .build();
        try {
            var status = client.send(request, BodyHandlers.discarding()).statusCode();
            return new Answered(status, Duration.ofNanos(System.nanoTime() - started));
        } catch (Exception _) {
            return new Answered(-1, Duration.ofNanos(System.nanoTime() - started));
        }
    }
}
