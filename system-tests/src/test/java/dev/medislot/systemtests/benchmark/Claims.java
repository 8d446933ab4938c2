package dev.medislot.systemtests.benchmark;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.benchmark.Asks.Ask;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Medislot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Books distinct slots at the booking service, and counts the bookings. */
final class Claims {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Medislot medislot;
    private final Asks asks;
    private final Database booking;
    private final AtomicInteger booked = new AtomicInteger();

    /** Makes requests for at least that many bookings. */
    Claims(Medislot medislot, int atLeast) throws Exception {
        this.medislot = medislot;
        this.asks = Asks.of(medislot, atLeast, PATIENCE);
        this.booking = Database.of(medislot.infrastructure(), "booking");
    }

    int doctors() {
        return asks.doctors().size();
    }

    boolean areUsedUp() {
        return asks.waiting().isEmpty();
    }

    /** The length of a booking's event, in characters. */
    int eventLength() throws IOException {
        try (var connection = new KeptConnection(medislot.booking().url())) {
            var id = JsonMapper.shared()
                    .readTree(book(connection, asks.waiting().remove()).text())
                    .path("id")
                    .asString();
            return medislot.events().ofBooking(id, 1).getFirst().value().length();
        }
    }

    /** Books that many slots and waits until their events are sent. */
    void warmUp(int connections, int bookings) throws Exception {
        Load.each(medislot.booking().url(), connections, bookings / connections, this::bookNext);
        settle();
    }

    Load during(Duration time, int connections) throws Exception {
        return Load.on(medislot.booking().url(), connections, time, this::bookNext);
    }

    /** Ends earlier if that many slots are booked. */
    Load during(Duration time, int connections, int atMost) throws Exception {
        var left = new AtomicInteger(atMost);
        return Load.on(medislot.booking().url(), connections, time,
                connection -> left.getAndDecrement() > 0 && bookNext(connection));
    }

    private boolean bookNext(KeptConnection connection) throws IOException {
        var ask = asks.waiting().poll();
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

    /** The outbox is empty again before anything else is measured. */
    void settle() {
        await().atMost(PATIENCE).until(() -> booking.ask("select count(*) from outbox").equals("0"));
    }

    /** Every booking that was granted is there, and the other services know it. */
    void catchUp() {
        var doctors = "{" + String.join(",", asks.doctors()) + "}";
        for (var service : List.of("booking", "availability", "notification")) {
            var database = Database.of(medislot.infrastructure(), service);
            await("bookings of " + service).atMost(PATIENCE)
                    .until(() -> database.ask("select count(*) from booking where doctor_id = any (?::uuid[])", doctors)
                            .equals(Integer.toString(booked.get())));
        }
    }
}
