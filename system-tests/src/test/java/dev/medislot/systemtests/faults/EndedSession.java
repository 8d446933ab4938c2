package dev.medislot.systemtests.faults;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Uses the tokens of a session after its end was acknowledged. */
final class EndedSession implements Runnable {

    /** One of each service that answers such a caller. */
    private static final Map<String, List<String>> PATHS = Map.of("patients", List.of("/bookings", "/notifications"),
            "doctors", List.of("/bookings", "/notifications", "/doctors/me/time-off"), "staff",
            List.of("/bookings", "/notifications", "/staff"));

    /** Each service needs some seconds at most to read of the end. */
    private static final Duration UNTIL_READ = Duration.ofSeconds(12);
    private static final int INSTANCES = 2;

    private final URI gateway;
    private final History history;
    private final Client.Session session;
    private final long ended = System.currentTimeMillis();

    EndedSession(URI gateway, History history, Client.Session session) {
        this.gateway = gateway;
        this.history = history;
        this.session = session;
    }

    /** The lists on which the access token of an account is tried. */
    static List<String> paths(String account) {
        return PATHS.get(account);
    }

    @Override
    public void run() {
        try {
            useAll();
            Thread.sleep(UNTIL_READ);
            for (int i = 0; i < INSTANCES; i++) {
                useAll();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void useAll() throws InterruptedException {
        var client = new Client(gateway, history);
        client.use(session.token());
        for (var path : paths(session.account())) {
            write(path, client.ask(path + "?limit=1").status());
        }
        var refresh = new Client(gateway, history).send("POST", "/sessions/refresh",
                Map.of("refreshToken", session.refreshToken()), Duration.ZERO);
        write("/sessions/refresh", refresh.status());
    }

    private void write(String path, int status) {
        history.write("revoked-use", "account", session.account(), "path", path, "status", status, "issued",
                session.issued(), "ended", ended);
    }
}
