package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Mails;
import dev.medislot.systemtests.kit.Person;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** A patient and a doctor change their names, which no other life does. */
final class NameLife implements Callable<Void> {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LAST_PATIENCE = Duration.ofMinutes(2);

    private record Named(String role, Person person, Client client) {

        String path() {
            return "/%ss/%s".formatted(role, person.id());
        }
    }

    private final Town town;
    private final History history;
    private final Random random;
    private final BooleanSupplier over;
    private final Named patient;
    private final Named doctor;
    private int count;

    NameLife(Fleet fleet, Town town, History history, Random random, BooleanSupplier over) throws InterruptedException {
        this.town = town;
        this.history = history;
        this.random = random;
        this.over = over;
        var clinic = new Clinic(fleet.address());
        var person = clinic.aPatient(Town.LICENSED);
        Town.confirm(person.email(), clinic, new Mails(fleet.inboxUrl()));
        history.write("patient", "id", person.id(), "email", person.email(), "guardian", person.id());
        this.patient = named("patient", person, fleet.address());
        this.doctor = named("doctor", town.renamedDoctor().person(), fleet.address());
    }

    private Named named(String role, Person person, URI gateway) throws InterruptedException {
        history.write("name", "role", role, "person", person.id(), "name",
                "%s %s".formatted(person.firstName(), person.lastName()));
        return new Named(role, person, Client.of(gateway, history, role + "s", person));
    }

    @Override
    public Void call() throws Exception {
        while (!over.getAsBoolean()) {
            rename(random.nextBoolean() ? patient : doctor);
            Thread.sleep(random.nextInt(2_000, 8_000));
        }
        return null;
    }

    /** With If-Match, so that an attempt that was given up changes nothing after the next name. */
    private void rename(Named named) throws InterruptedException {
        var now = named.client().ask(named.path());
        if (!now.isMade()) {
            return;
        }
        var first = named.person().firstName();
        var last = named.person().lastName() + ++count;
        var reply = named.client()
                .send("PATCH", named.path(), Map.of("firstName", first, "lastName", last), PATIENCE, "If-Match",
                        now.etag());
        history.write("renamed", "role", named.role(), "person", named.person().id(), "name",
                "%s %s".formatted(first, last), "outcome", Requests.outcomeOfRepeat(reply), "status", reply.status(),
                "statuses", reply.statuses(), "details", reply.details());
    }

    /** Books a visit of these two, with which the services show the names, once no other life can cancel it. */
    NameViews meet() throws InterruptedException {
        var requests = new Requests(history);
        var openings = town.renamedDoctor()
                .slots(town.from.plusDays(Town.DAYS), town.renamedDoctor().types().getFirst());
        long end = System.nanoTime() + LAST_PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var opening : patient.client().get(openings).body().path("items")) {
                var id = UUID.randomUUID().toString();
                var slot = opening.path("id").asString();
                var reply = patient.client()
                        .send("POST", "/bookings", Map.of("slotId", slot, "reason", id), PATIENCE, "Idempotency-Key",
                                id);
                requests.booked(id, patient.person().id(), reply, "slot", slot);
                if (reply.isMade()) {
                    return new NameViews(reply.body().path("id").asString(), patient.person().id(),
                            doctor.person().id(), feed(patient), feed(doctor));
                }
            }
        }
        throw new IllegalStateException("No visit was booked for the names");
    }

    /** The path of a new calendar feed. */
    private static String feed(Named named) throws InterruptedException {
        var made = named.client()
                .send("POST", "/calendar", null, LAST_PATIENCE, "Idempotency-Key", UUID.randomUUID().toString());
        return URI.create(made.body().path("address").asString()).getPath();
    }
}
