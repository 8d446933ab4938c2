package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.kit.Person;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** The front desk moves and cancels bookings, and a doctor takes hours off, which cancels the bookings in them. */
final class StaffLife implements Callable<Void> {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Town town;
    private final History history;
    private final Random random;
    private final BooleanSupplier over;
    private final Client desk;
    private final Client doctor;
    private final Person doctorPerson;

    StaffLife(URI gateway, Town town, History history, Random random, BooleanSupplier over)
            throws InterruptedException {
        this.town = town;
        this.history = history;
        this.random = random;
        this.over = over;
        this.doctorPerson = town.busyDoctor().person();
        this.desk = Client.of(gateway, history, "staff", town.staff);
        this.doctor = Client.of(gateway, history, "doctors", doctorPerson);
    }

    @Override
    public Void call() throws Exception {
        while (!over.getAsBoolean()) {
            if (random.nextInt(4) == 0) {
                takeTimeOff();
            } else {
                change();
            }
            Thread.sleep(random.nextInt(500, 2_000));
        }
        return null;
    }

    private void change() throws InterruptedException {
        var bookings = desk.ask("/bookings?status=CONFIRMED&limit=50").body().path("items");
        if (bookings.isEmpty()) {
            return;
        }
        var booking = bookings.get(random.nextInt(bookings.size()));
        var id = booking.path("id").asString();
        var to = random.nextBoolean() ? Map.of("status", "CANCELLED")
                : Map.of("slotId", town.slots.get(random.nextInt(town.slots.size())));
        var former = "\"%d\"".formatted(booking.path("version").asInt());
        var reply = desk.send("PATCH", "/bookings/" + id, to, PATIENCE, "If-Match", former);
        new Requests(history).changed(id, town.staff.id(), to, reply, former);
    }

    private void takeTimeOff() throws InterruptedException {
        var date = town.from.plusDays(random.nextInt(Town.DAYS));
        var start = date.atTime(9 + random.nextInt(5), 0);
        var end = start.plusHours(1);
        var made = doctor.send("POST", "/doctors/me/time-off?bookings=cancel",
                Map.of("start", start.toString(), "end", end.toString()), PATIENCE, "Idempotency-Key",
                UUID.randomUUID().toString());
        var id = made.body().path("id").asString("");
        history.write("time-off", "doctor", doctorPerson.id(), "id", id, "start", start.toString(), "end",
                end.toString(), "begun", made.begun(), "outcome", Requests.outcome(made), "status", made.status(),
                "statuses", made.statuses(), "details", made.details());
        if (made.isMade() && random.nextInt(5) > 0) {
            Thread.sleep(random.nextInt(500, 3_000));
            doctor.remove("/doctors/me/time-off/" + id, id, PATIENCE, made.etag());
        }
    }
}
