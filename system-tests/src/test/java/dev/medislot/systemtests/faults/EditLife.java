package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.faults.Client.Attempt;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** A doctor gets and loses a license, and staff makes another doctor inactive and active again. */
final class EditLife implements Callable<Void> {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LAST_PATIENCE = Duration.ofMinutes(2);
    /** Longer than a projection needs to read of the end of a license. */
    private static final Duration AWAY = Duration.ofMinutes(1);

    private final Town town;
    private final History history;
    private final Random random;
    private final BooleanSupplier over;
    private final Client desk;
    private final Client traveller;
    private long awayUntil = System.nanoTime();
    /** The bookings that the last answered edit of the status cancelled. */
    private List<String> affected = List.of();
    /** The attempts of that edit. */
    private final List<Attempt> attempts = new ArrayList<>();

    EditLife(URI gateway, Town town, History history, Random random, BooleanSupplier over) throws InterruptedException {
        this.town = town;
        this.history = history;
        this.random = random;
        this.over = over;
        this.desk = Client.of(gateway, history, "staff", town.manager);
        this.traveller = Client.of(gateway, history, "doctors", town.travellingDoctor().person());
    }

    @Override
    public Void call() throws Exception {
        while (!over.getAsBoolean()) {
            if (random.nextInt(3) == 0) {
                rest();
            } else {
                travel();
            }
            Thread.sleep(random.nextInt(2_000, 6_000));
        }
        become("ACTIVE", LAST_PATIENCE);
        return null;
    }

    private void travel() throws InterruptedException {
        var licenses = traveller.ask("/doctors/me/licenses");
        if (!licenses.isMade()) {
            return;
        }
        var license = licenses.body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("state").asString().equals(Town.OTHER_STATE))
                .findFirst();
        if (license.isPresent()) {
            remove(license.get().path("id").asString());
            return;
        }
        if (System.nanoTime() < awayUntil) {
            return;
        }
        history.write("license", "doctor", town.travellingDoctor().person().id(), "state", Town.OTHER_STATE);
        var entered = traveller.send("POST", "/doctors/me/licenses",
                Map.of("state", Town.OTHER_STATE, "number", "L-1", "validFrom",
                        LocalDate.now().minusYears(1).toString()),
                PATIENCE, "Idempotency-Key", UUID.randomUUID().toString());
        history.write("license-entered", "doctor", town.travellingDoctor().person().id(), "state", Town.OTHER_STATE,
                "id", entered.body().path("id").asString(""), "outcome", Requests.outcome(entered), "status",
                entered.status(), "statuses", entered.statuses(), "details", entered.details());
    }

    private void remove(String license) throws InterruptedException {
        var path = "/doctors/me/licenses/" + license;
        var read = traveller.ask(path);
        if (read.isMade()) {
            traveller.remove(path + "?bookings=cancel", license, PATIENCE, read.etag());
            if (random.nextInt(4) == 0) {
                awayUntil = System.nanoTime() + AWAY.toNanos();
            }
        }
    }

    private void rest() throws InterruptedException {
        long begun = System.currentTimeMillis();
        var doctor = town.restingDoctor().person().id();
        var isInactive = become("INACTIVE", PATIENCE);
        history.write("deactivated", "doctor", doctor, "begun", begun, "outcome", isInactive ? "made" : "unknown",
                "affected", affected, "statuses", attempts.stream().map(Attempt::status).toList(), "details",
                attempts.stream().map(Attempt::detail).toList());
        Thread.sleep(random.nextInt(1_000, 5_000));
        if (become("ACTIVE", PATIENCE)) {
            history.write("activated", "doctor", doctor);
        }
    }

    /** With If-Match, so that an attempt that was given up changes nothing later. */
    private boolean become(String status, Duration patience) throws InterruptedException {
        var path = "/doctors/" + town.restingDoctor().person().id();
        long end = System.nanoTime() + patience.toNanos();
        affected = List.of();
        attempts.clear();
        while (System.nanoTime() < end) {
            var doctor = desk.get(path);
            if (doctor.body().path("status").asString("").equals(status)) {
                return true;
            }
            if (doctor.isMade()) {
                edit(path, status, doctor.etag());
            }
            Thread.sleep(200);
        }
        return false;
    }

    private void edit(String path, String status, String etag) throws InterruptedException {
        var edit = desk.send("PATCH", path + "?bookings=cancel", Map.of("status", status), Duration.ZERO, "If-Match",
                etag);
        attempts.addAll(edit.attempts());
        if (edit.isMade()) {
            affected = edit.body().path("affectedBookings").valueStream().map(EditLife::id).toList();
        }
    }

    private static String id(JsonNode affected) {
        return affected.path("bookingId").asString();
    }
}
