package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.faults.Client.Reply;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * One patient alone is on the waitlist for some days. The front desk books a slot of these days and cancels it; then
 * the slot must be offered to that patient.
 */
final class LineLife implements Callable<Void> {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Longer than all instances of a service are down. */
    private static final Duration UNTIL_OFFERED = Duration.ofMinutes(5);
    private static final Map<String, String> CANCELLED = Map.of("status", "CANCELLED");

    private final Town town;
    private final History history;
    private final Random random;
    private final BooleanSupplier over;
    private final Requests requests;
    private final Client desk;
    private final Client patient;
    private final Line line;
    private final Town.Doctor doctor;
    private final LocalDate from;

    LineLife(Fleet fleet, Town town, History history, Random random, BooleanSupplier over) throws InterruptedException {
        this.town = town;
        this.history = history;
        this.random = random;
        this.over = over;
        this.requests = new Requests(history);
        this.desk = Client.of(fleet.address(), history, "staff", town.staff);
        this.patient = town.waiter.client();
        this.line = new Line(patient, history);
        this.doctor = town.travellingDoctor();
        this.from = town.from.plusDays(2 * Town.DAYS);
    }

    @Override
    public Void call() throws Exception {
        while (!over.getAsBoolean()) {
            waitOnce();
            line.leave();
            Thread.sleep(random.nextInt(5_000, 20_000));
        }
        return null;
    }

    private void waitOnce() throws InterruptedException {
        var wish = Map.of("doctorId", doctor.person().id(), "from", from.toString(), "to",
                from.plusDays(Town.DAYS - 1).toString(), "timeZone", Town.ZONE);
        var joined = line.join(town.waiter.person().id(), wish, PATIENCE);
        if (!joined.isMade() || !freeASlot()) {
            return;
        }
        var offered = awaitOffer(joined.body().path("id").asString());
        if (offered.isPresent()) {
            var booked = line.book(offered.get(), PATIENCE);
            if (booked.isMade()) {
                cancel(patient, town.waiter.person().id(), booked);
            }
        }
    }

    /** Books a slot for the patient who rates visits, and cancels it. */
    private boolean freeASlot() throws InterruptedException {
        var slots = desk.ask(doctor.slots(from, doctor.types().getFirst())).body().path("items");
        if (slots.isEmpty()) {
            return false;
        }
        var id = UUID.randomUUID().toString();
        var owner = town.rater.person().id();
        var slot = slots.get(random.nextInt(slots.size()));
        var booked = desk.send("POST", "/bookings",
                Map.of("slotId", slot.path("id").asString(), "patientId", owner, "reason", id), PATIENCE,
                "Idempotency-Key", id);
        requests.booked(id, owner, booked, "slot", slot.path("id").asString());
        if (!booked.isMade()) {
            return false;
        }
        var cancelled = cancel(desk, town.staff.id(), booked);
        if (cancelled.isMade()) {
            history.write("freed", "patient", town.waiter.person().id(), "doctor", doctor.person().id(), "start",
                    slot.path("start"), "begun", cancelled.begun());
        }
        return cancelled.isMade();
    }

    private Reply cancel(Client client, String actor, Reply booked) throws InterruptedException {
        var id = booked.body().path("id").asString();
        var reply = client.send("PATCH", "/bookings/" + id, CANCELLED, PATIENCE, "If-Match", booked.etag());
        requests.changed(id, actor, CANCELLED, reply, booked.etag());
        return reply;
    }

    private Optional<JsonNode> awaitOffer(String entry) throws InterruptedException {
        long end = System.nanoTime() + UNTIL_OFFERED.toNanos();
        while (System.nanoTime() < end) {
            var offered = line.open(Duration.ZERO)
                    .stream()
                    .flatMap(List::stream)
                    .filter(open -> open.path("id").asString().equals(entry) && open.path("offer").isObject())
                    .findFirst();
            if (offered.isPresent()) {
                return offered;
            }
            Thread.sleep(500);
        }
        return Optional.empty();
    }
}
