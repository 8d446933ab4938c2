package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.faults.Client.Reply;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** A patient rates visits that are over, and at times changes the rating. */
final class RatingLife implements Callable<Void> {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Map<String, String> COMPLETED = Map.of("status", "COMPLETED");
    /** A visit that was moved to the past must be closed: no event says where it is until then. */
    private static final Duration LAST_PATIENCE = Duration.ofMinutes(5);

    private final Fleet fleet;
    private final Town town;
    private final Random random;
    private final BooleanSupplier over;
    private final History history;
    private final Requests requests;
    private final Client desk;
    private int visits;

    RatingLife(Fleet fleet, Town town, History history, Random random, BooleanSupplier over)
            throws InterruptedException {
        this.fleet = fleet;
        this.town = town;
        this.random = random;
        this.over = over;
        this.history = history;
        this.requests = new Requests(history);
        this.desk = Client.of(fleet.address(), history, "staff", town.staff);
    }

    @Override
    public Void call() throws Exception {
        while (!over.getAsBoolean()) {
            var booking = book();
            if (booking.isMade()) {
                var id = booking.body().path("id").asString();
                moveToThePast(id);
                complete(id);
                rate(id);
            }
            Thread.sleep(random.nextInt(1_000, 3_000));
        }
        return null;
    }

    private Reply book() throws InterruptedException {
        var doctor = town.ratedDoctor();
        var openings = client().ask(doctor.slots(town.from.plusDays(Town.DAYS), doctor.types().getFirst()))
                .body()
                .path("items");
        if (openings.isEmpty()) {
            return Reply.NONE;
        }
        var id = UUID.randomUUID().toString();
        var slot = openings.get(random.nextInt(openings.size())).path("id").asString();
        var reply = client().send("POST", "/bookings", Map.of("slotId", slot, "reason", id), PATIENCE,
                "Idempotency-Key", id);
        requests.booked(id, town.rater.person().id(), reply, "slot", slot);
        return reply;
    }

    private Client client() {
        return town.rater.client();
    }

    /** The clock of a running service cannot be moved. A booking that the desk has changed stays. */
    private void moveToThePast(String booking) throws InterruptedException, SQLException {
        var sql = """
                with moved as (
                    update booking set starts_at = date_trunc('hour', now()) - interval '%2$d hours',
                                       ends_at = date_trunc('hour', now()) - interval '%2$d hours' + interval '30 min'
                    where id = '%1$s' and version = 1 returning id, starts_at, ends_at)
                update booking_history h set starts_at = moved.starts_at, ends_at = moved.ends_at
                from moved where h.booking_id = moved.id""".formatted(booking, 1 + ++visits);
        long end = System.nanoTime() + LAST_PATIENCE.toNanos();
        while (true) {
            try {
                fleet.execute("booking", sql);
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    private void complete(String booking) throws InterruptedException {
        long end = System.nanoTime() + LAST_PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var now = desk.get("/bookings/" + booking);
            if (now.body().path("version").asInt() > 1) {
                return;
            }
            if (now.isMade()) {
                var reply = desk.send("PATCH", "/bookings/" + booking, COMPLETED, PATIENCE, "If-Match", now.etag());
                requests.changed(booking, town.staff.id(), COMPLETED, reply, now.etag());
            }
        }
        throw new IllegalStateException("Booking %s stays in the past".formatted(booking));
    }

    private void rate(String booking) throws InterruptedException {
        int stars = 1 + random.nextInt(5);
        var rated = client().send("POST", "/ratings", Map.of("bookingId", booking, "stars", stars), PATIENCE,
                "Idempotency-Key", UUID.randomUUID().toString());
        write(booking, stars, rated);
        if (rated.isMade() && random.nextInt(3) == 0) {
            change(booking, rated.body(), rated.etag());
        }
    }

    private void change(String booking, JsonNode rating, String etag) throws InterruptedException {
        int stars = 1 + random.nextInt(5);
        var path = "/ratings/" + rating.path("id").asString();
        write(booking, stars, client().send("PATCH", path, Map.of("stars", stars), PATIENCE, "If-Match", etag));
    }

    private void write(String booking, int stars, Reply reply) {
        history.write("rating", "doctor", town.ratedDoctor().person().id(), "booking", booking, "stars", stars,
                "outcome", Requests.outcomeOfRepeat(reply), "status", reply.status(), "statuses", reply.statuses(),
                "details", reply.details());
    }
}
