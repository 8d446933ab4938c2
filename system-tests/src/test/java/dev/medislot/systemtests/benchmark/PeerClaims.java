package dev.medislot.systemtests.benchmark;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.benchmark.Asks.Ask;
import dev.medislot.systemtests.benchmark.SideBySide.Side;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Medislot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Claims of distinct slots, the same number in each round. Both programs keep the earlier bookings. */
final class PeerClaims {

    private static final int BOOKINGS = Integer.getInteger("benchmark.peer-bookings", 2_000);
    private static final int BOOKINGS_ALONE = BOOKINGS / 4;
    private static final int WARM_UP_BOOKINGS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Medislot medislot;
    private final DoctorBooking peer;
    private final Database booking;
    private final Queue<Ask> asks;
    private final Queue<String> peersAsks;

    /** Makes the doctors and patients of both. */
    PeerClaims(Medislot medislot, DoctorBooking peer) throws Exception {
        this.medislot = medislot;
        this.peer = peer;
        this.booking = Database.of(medislot.infrastructure(), "booking");
        int measured = SideBySide.ROUNDS * 2 * (BOOKINGS + BOOKINGS_ALONE);
        var made = Asks.of(medislot, WarmUp.maxRounds() * WARM_UP_BOOKINGS + measured + PeerPromises.SLOTS, PATIENCE);
        this.asks = made.waiting();
        this.peersAsks = peer.claims(made.doctors().size(), Asks.DAYS, Asks.SLOTS_A_DAY);
    }

    List<Row> rates() throws Exception {
        var service = medislot.booking();
        var gateway = medislot.gateway();
        var theirs = new Side(DoctorBooking.NAME, peer.url(), this::asksPeer);
        var ours = new Side(service.name(), service.url(), this::asks);
        var overGateway = new Side(gateway.name(), gateway.url(), this::asks);
        var rows = new ArrayList<Row>();
        rows.add(WarmUp.of(List.of(gateway, service), () -> book(overGateway, SideBySide.CONNECTIONS, WARM_UP_BOOKINGS))
                .row("peers, claims"));
        book(theirs, SideBySide.CONNECTIONS, WARM_UP_BOOKINGS);
        var sides = new SideBySide(theirs, List.of(ours, overGateway));
        rows.addAll(sides.rows("claims of distinct slots",
                (side, connections) -> book(side, connections, connections == 1 ? BOOKINGS_ALONE : BOOKINGS)));
        return rows;
    }

    /** The remaining slots are for these. */
    PeerPromises promises() {
        return new PeerPromises(medislot, peer, asks, peersAsks);
    }

    /** Ends when the outbox is empty. */
    private Load book(Side side, int connections, int bookings) throws Exception {
        var load = Load.each(side.address(), connections, bookings / connections, side.question());
        await().atMost(PATIENCE).until(() -> booking.ask("select count(*) from outbox").equals("0"));
        return load;
    }

    private boolean asks(KeptConnection connection) throws IOException {
        asks.remove().on(connection);
        return true;
    }

    private boolean asksPeer(KeptConnection connection) throws IOException {
        peer.claim(connection, peersAsks.remove()).has(200);
        return true;
    }
}
