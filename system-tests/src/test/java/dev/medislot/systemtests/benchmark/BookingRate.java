package dev.medislot.systemtests.benchmark;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.benchmark.Asks.Ask;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bookings per second of the booking service, over 32 connections and of distinct slots, and the inserts per second
 * of the same rows alone. The other services are stopped meanwhile and process the bookings later.
 */
final class BookingRate {

    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 32;
    private static final int WARM_UP_BOOKINGS = 1_000;
    /** More than a machine of some cores makes. */
    private static final int MAX_PER_SECOND = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Medislot medislot = Medislot.running();
    private final Database booking = Database.of(medislot.infrastructure(), "booking");
    private final AtomicInteger booked = new AtomicInteger();

    List<Row> measure() throws Exception {
        int measured = (int) (MAX_PER_SECOND * Measured.TIME.multipliedBy(ROUNDS).toSeconds());
        var made = Asks.of(medislot, WarmUp.maxRounds() * WARM_UP_BOOKINGS + measured, PATIENCE);
        var asks = made.waiting();

        int eventLength = eventLength(asks.remove());

        var loads = new ArrayList<Load>();
        var inserted = new ArrayList<Double>();
        var others = List.of(medislot.availability(), medislot.notification(), medislot.gateway());
        others.forEach(ServiceProcess::pause);
        try (var inserts = new PlainInserts(booking, CONNECTIONS, made.doctors().size(), eventLength)) {
            var warmUp = WarmUp.of(List.of(medislot.booking()), () -> warmUp(asks));
            inserts.perSecond(Duration.ofSeconds(1));
            for (int i = 0; i < ROUNDS && !asks.isEmpty(); i++) {
                settle();
                loads.add(book(asks, Measured.TIME));
                settle();
                inserted.add(inserts.perSecond(Measured.TIME));
            }
            LockSupport.parkNanos(Measured.OLDEST_NEWS.toNanos());
            var row = row(inserts, loads, inserted);
            others.forEach(ServiceProcess::resume);
            catchUp(made.doctors());
            return List.of(warmUp.row("bookings"), row);
        } finally {
            others.forEach(ServiceProcess::resume);
        }
    }

    private static Row row(PlainInserts inserts, List<Load> loads, List<Double> inserted) {
        var all = Load.all(loads);
        return new Row(
                "bookings over HTTP: token, lock, claim, outbox; " + CONNECTIONS + " connections, distinct slots",
                "≥ 0.5",
                Row.text("%s, p50 %.0f ms, p99 %.0f ms",
                        Row.rate(all.perSecond(), loads.stream().map(Load::perSecond).toList()), all.within(0.5),
                        all.within(0.99)),
                "the same rows by %s, %d clients: %s".formatted(inserts.name(), CONNECTIONS,
                        Row.rate(Row.mean(inserted), inserted)),
                Row.text("%.2f", all.perSecond() / Row.mean(inserted)));
    }

    private void warmUp(Queue<Ask> asks) throws Exception {
        Load.each(medislot.booking().url(), CONNECTIONS, WARM_UP_BOOKINGS / CONNECTIONS,
                connection -> book(connection, asks));
        settle();
    }

    private Load book(Queue<Ask> asks, Duration time) throws Exception {
        return Load.on(medislot.booking().url(), CONNECTIONS, time, connection -> book(connection, asks));
    }

    private boolean book(KeptConnection connection, Queue<Ask> asks) throws IOException {
        var ask = asks.poll();
        if (ask == null) {
            return false;
        }
        book(connection, ask);
        return true;
    }

    private KeptConnection.Response book(KeptConnection connection, Ask ask) throws IOException {
        var response = ask.on(connection);
        booked.incrementAndGet();
        return response;
    }

    /** The length of a booking's event, in characters. */
    private int eventLength(Ask ask) throws IOException {
        try (var connection = new KeptConnection(medislot.booking().url())) {
            var id = JsonMapper.shared().readTree(book(connection, ask).text()).path("id").asString();
            return medislot.events().ofBooking(id, 1).getFirst().value().length();
        }
    }

    /** The outbox is empty again before anything else is measured. */
    private void settle() {
        await().atMost(PATIENCE).until(() -> booking.ask("select count(*) from outbox").equals("0"));
    }

    /** Every booking that was granted is there, and the other services know it. */
    private void catchUp(List<String> doctors) {
        for (var service : List.of("booking", "availability", "notification")) {
            var database = Database.of(medislot.infrastructure(), service);
            await("bookings of " + service).atMost(PATIENCE)
                    .until(() -> database
                            .ask("select count(*) from booking where doctor_id = any (?::uuid[])", ids(doctors))
                            .equals(Integer.toString(booked.get())));
        }
    }

    private static String ids(List<String> doctors) {
        return "{" + String.join(",", doctors) + "}";
    }
}
