package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Medislot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * The time that logins with the right password take during a flood of wrong ones from one address, through a gateway
 * with its default limits: from the address of the flood and from another one. The flood begins {@link #WARM_UP}
 * earlier, so that the JIT has settled.
 */
final class LoginFlood {

    private static final int PER_SECOND = 500;
    /** Below the bound of an address, so that the flood leaves connections to others of its address. */
    private static final int CONNECTIONS = 60;
    private static final int PEOPLE = 20;
    /** Most of what a login runs is rarer than in the other parts, so the JIT takes longer. */
    private static final Duration WARM_UP = Measured.WARM_UP.multipliedBy(3);
    private static final int LOGINS = Integer.getInteger("benchmark.logins", 60);
    private static final Duration BETWEEN_LOGINS = Duration.ofMillis(400);
    private static final Duration TIME = BETWEEN_LOGINS.multipliedBy(LOGINS);
    private static final long SOON_MILLIS = 2_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Login(int status, long millis) {

        boolean isInTime() {
            return status == 200 && millis < SOON_MILLIS;
        }
    }

    private final SortedMap<Integer, Integer> flood = new ConcurrentSkipListMap<>();
    private final AtomicLong asked = new AtomicLong();

    List<Row> measure() throws Exception {
        try (var gateway = Medislot.running().gatewayWithDefaultLimits();
                var near = client("127.0.0.1");
                var far = client("127.0.0.2");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var neighbors = register(near, gateway.url());
            var others = register(far, gateway.url());
            long begin = System.nanoTime() + WARM_UP.toNanos();
            var attack = new ArrayList<Future<Void>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                attack.add(threads.submit(() -> attack(gateway.url(), begin)));
            }
            var sameAddress = threads.submit(() -> logIn(near, gateway.url(), neighbors, begin));
            var otherAddress = threads.submit(() -> logIn(far, gateway.url(), others, begin));
            for (var each : attack) {
                each.get();
            }
            return List.of(row("the address of the flood", sameAddress.get()),
                    row("another address", otherAddress.get()));
        }
    }

    private Row row(String from, List<Login> logins) {
        var sorted = logins.stream().mapToLong(Login::millis).sorted().toArray();
        return Row.of("logins from %s, during %d wrong ones a second from one address".formatted(from, PER_SECOND),
                "≥ 95 % < 2 s",
                Row.text(
                        "%.0f %% of %d < 2 s, answered %s; p50 %d ms, p95 %d ms, last %d ms; "
                                + "the flood: %.0f/s answered %s",
                        100.0 * logins.stream().filter(Login::isInTime).count() / logins.size(), logins.size(),
                        logins.stream().collect(groupingBy(Login::status, TreeMap::new, counting())),
                        Load.share(sorted, 0.5), Load.share(sorted, 0.95), Load.share(sorted, 1),
                        flood.values().stream().mapToInt(Integer::intValue).sum() * 1e9 / TIME.toNanos(), flood));
    }

    private static HttpClient client(String from) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral(from))
                .build();
    }

    private static List<String> register(HttpClient client, String gateway) throws Exception {
        var emails = new ArrayList<String>();
        while (emails.size() < PEOPLE) {
            var email = Clinic.anEmail("login");
            var status = post(client, gateway + "/api/v1/patients",
                    JSON.writeValueAsString(Clinic.registration(email, "NY", "America/New_York")));
            if (status == 201) {
                emails.add(email);
            } else if (status != 429) {
                throw new AssertionError("A registration got " + status);
            }
        }
        return emails;
    }

    private Void attack(String gateway, long begin) throws IOException {
        try (var connection = new KeptConnection(gateway)) {
            while (true) {
                long sinceBegin = asked.getAndIncrement() * 1_000_000_000L / PER_SECOND - WARM_UP.toNanos();
                if (sinceBegin > TIME.toNanos()) {
                    return null;
                }
                await(begin + sinceBegin);
                var status = connection
                        .post("/api/v1/patients/login",
                                credentials(ThreadLocalRandom.current().nextInt(1_000_000) + "@flood.example",
                                        "not this one"))
                        .status();
                if (sinceBegin >= 0) {
                    flood.merge(status, 1, Integer::sum);
                }
            }
        }
    }

    /** Starts a login at a fixed rate, so that a slow one does not delay the next. */
    private static List<Login> logIn(HttpClient client, String gateway, List<String> emails, long begin)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var logins = new ArrayList<Future<Login>>();
            for (int i = 1; i < LOGINS; i++) {
                await(begin + BETWEEN_LOGINS.multipliedBy(i).toNanos());
                var credentials = credentials(emails.get(i % PEOPLE), Clinic.PASSWORD);
                logins.add(threads.submit((Callable<Login>) () -> {
                    long started = System.nanoTime();
                    var status = post(client, gateway + "/api/v1/patients/login", credentials);
                    return new Login(status, (System.nanoTime() - started) / 1_000_000);
                }));
            }
            var all = new ArrayList<Login>();
            for (var each : logins) {
                all.add(each.get());
            }
            return all;
        }
    }

    private static String credentials(String email, String password) {
        return JSON.writeValueAsString(Map.of("email", email, "password", password));
    }

    private static int post(HttpClient client, String url, String json) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static void await(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
