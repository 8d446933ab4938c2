package dev.medislot.systemtests.benchmark;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.benchmark.Asks.Ask;
import dev.medislot.systemtests.kit.Calls;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The winners of one slot, and the bookings that are left after kill -9 and a start. */
record PeerPromises(Medislot medislot, DoctorBooking peer, Queue<Ask> asks, Queue<String> peersAsks) {

    private static final int BOOKINGS = 100;
    private static final int RUSHES = 3;
    private static final int PATIENTS = 100;

    static final int SLOTS = BOOKINGS + RUSHES;

    @FunctionalInterface
    private interface Claim {
        KeptConnection.Response on(KeptConnection connection) throws IOException;
    }

    @FunctionalInterface
    private interface Restart {
        void run() throws Exception;
    }

    private record Booked(String token, String id) {}

    List<Row> measure() throws Exception {
        return List.of(winners(), left());
    }

    private Row winners() throws Exception {
        var tokens = patients();
        var ours = new ArrayList<Long>();
        var theirs = new ArrayList<Long>();
        for (int i = 0; i < RUSHES; i++) {
            var body = "{\"slotId\":\"%s\"}".formatted(asks.remove().slot());
            ours.add(winners(medislot.booking().url(), 201,
                    tokens.stream()
                            .<Claim>map(token -> connection -> connection.post("/api/v1/bookings", token, body))
                            .toList()));
            var claim = peersAsks.remove();
            theirs.add(winners(peer.url(), 200, nCopies(PATIENTS, connection -> peer.claim(connection, claim))));
        }
        assertThat(ours).containsOnly(1L);
        return new Row("%d claims of one slot at the same moment, %d times".formatted(PATIENTS, RUSHES), "1 winner",
                "winners: " + ours, "%s: winners: %s".formatted(DoctorBooking.NAME, theirs), "–");
    }

    private List<String> patients() throws SQLException {
        var ids = Stream.generate(() -> UUID.randomUUID().toString()).limit(PATIENTS).toList();
        Asks.insert(Database.of(medislot.infrastructure(), "booking"), ids);
        return ids.stream().map(id -> medislot.tokens().of(id, "NY")).toList();
    }

    /** The number of granted claims; each has its own connection. */
    private static long winners(String address, int granted, List<Claim> claims) throws Exception {
        var start = new CyclicBarrier(claims.size());
        var statuses = Calls.atOnce(claims.stream().<Callable<Integer>>map(claim -> () -> {
            try (var connection = new KeptConnection(address)) {
                start.await();
                return claim.on(connection).status();
            }
        }).toList());
        assertThat(statuses).isSubsetOf(granted, 400, 409, 503);
        return statuses.stream().filter(status -> status == granted).count();
    }

    private Row left() throws Exception {
        var service = medislot.booking();
        var booked = book();
        double readyAfter = seconds(service::crashAndStart);
        var ours = booked.stream().filter(this::isLeft).count();
        int before = peer.bookings();
        double peerReadyAfter = seconds(peer::crashAndStart);
        assertThat(ours).isEqualTo(BOOKINGS);
        return new Row("bookings after kill -9 and a start of the program", "all",
                Row.text("%d of %d; %s ready after %.1f s", ours, BOOKINGS, service.name(), readyAfter),
                Row.text("%s: %,d of %,d; ready after %.1f s", DoctorBooking.NAME, peer.bookings(), before,
                        peerReadyAfter),
                "–");
    }

    private List<Booked> book() throws IOException {
        var booked = new ArrayList<Booked>();
        try (var connection = new KeptConnection(medislot.booking().url())) {
            for (int i = 0; i < BOOKINGS; i++) {
                var ask = asks.remove();
                var answer = JsonMapper.shared().readTree(ask.on(connection).text());
                booked.add(new Booked(ask.token(), answer.path("id").asString()));
            }
        }
        return booked;
    }

    private boolean isLeft(Booked booked) {
        var answer = Api.at(medislot.booking().url()).as(booked.token()).get("/api/v1/bookings/" + booked.id());
        return answer.status() == 200;
    }

    private static double seconds(Restart restart) throws Exception {
        long begin = System.nanoTime();
        restart.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
