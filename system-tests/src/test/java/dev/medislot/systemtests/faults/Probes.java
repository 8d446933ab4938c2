package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.faults.Client.Reply;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Mails;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Asks for each thing that Medislot does, all the time, and measures when it is first done after each fault. */
final class Probes implements AutoCloseable {

    static final List<String> NAMES = List.of("openings", "booking list", "notifications", "claim", "unlisted");

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration BETWEEN_BOOKINGS = Duration.ofSeconds(2);
    private static final Map<String, String> CANCELLED = Map.of("status", "CANCELLED");
    private static final Duration STEP = Duration.ofSeconds(90);

    private final List<FirstTimes> measured = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    /** When the booking was acknowledged that is followed to the list; 0 without one. */
    private final AtomicLong followed = new AtomicLong();
    private volatile long lastHealed;
    private final Client client;
    private final History history;
    private final Requests requests;
    private final String patient;
    private final Town town;

    Probes(Fleet fleet, Town town, History history) throws InterruptedException {
        this.town = town;
        this.history = history;
        var clinic = new Clinic(fleet.address());
        var person = clinic.aPatient(Town.LICENSED);
        Town.confirm(person.email(), clinic, new Mails(fleet.inboxUrl()));
        this.patient = person.id();
        history.write("patient", "id", patient, "email", person.email(), "guardian", patient);
        this.client = Client.of(fleet.address(), history, "patients", person);
        this.requests = new Requests(history);
        ask("openings", this::slots);
        ask("booking list", () -> "/bookings?limit=1");
        ask("notifications", () -> "/notifications?limit=1");
        threads.add(Thread.ofVirtual().start(this::book));
    }

    /** Measures from the end of a fault on. */
    FirstTimes since(String fault, long healed) {
        var times = new FirstTimes(fault, healed, history);
        measured.add(times);
        lastHealed = healed;
        return times;
    }

    /** Waits until each probe has succeeded after each fault, or was too late to be measured. */
    void awaitTheLast() throws InterruptedException {
        for (var times : measured) {
            times.await(FirstTimes.MAX);
        }
    }

    private void done(String name) {
        done(name, System.currentTimeMillis());
    }

    private void done(String name, long since) {
        measured.forEach(times -> times.done(name, since));
    }

    /** The last doctor may get visit types during the run. */
    private String slots() {
        var doctor = town.doctors.getLast();
        return doctor.slots(town.from.plusDays(Town.DAYS), doctor.types().getFirst());
    }

    private void ask(String name, Supplier<String> path) {
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    if (client.ask(path.get()).isMade()) {
                        done(name);
                    }
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException _) {
                // closed
            }
        }));
    }

    /** Books an opening and cancels; follows one of these bookings to the list, and another one after each fault. */
    private void book() {
        try {
            while (true) {
                var openings = client.ask(slots()).body().path("items");
                if (!openings.isEmpty()) {
                    bookOnce(openings.get(ThreadLocalRandom.current().nextInt(openings.size())).path("id").asString());
                }
                Thread.sleep(BETWEEN_BOOKINGS);
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private void bookOnce(String slot) throws InterruptedException {
        var request = UUID.randomUUID().toString();
        var booked = Reply.NONE;
        try {
            booked = client.send("POST", "/bookings", Map.of("slotId", slot, "reason", request), STEP,
                    "Idempotency-Key", request);
        } finally {
            requests.booked(request, patient, booked, "slot", slot);
        }
        if (!booked.isMade()) {
            return;
        }
        done("claim");
        var id = booked.body().path("id").asString();
        long acknowledged = System.currentTimeMillis();
        if (followed.get() < lastHealed) {
            followed.set(acknowledged);
            threads.add(Thread.ofVirtual().start(() -> awaitUnlistedAndCancel(slot, id, acknowledged)));
        } else {
            cancel(id);
        }
    }

    private void awaitUnlistedAndCancel(String slot, String booking, long acknowledged) {
        try {
            awaitUnlisted(slot, acknowledged);
            cancel(booking);
        } catch (InterruptedException _) {
            // closed
        } finally {
            followed.compareAndSet(acknowledged, 0);
        }
    }

    /** Unless another caller has done so. */
    private void cancel(String booking) throws InterruptedException {
        var now = client.get("/bookings/" + booking);
        if (!now.body().path("status").asString("").equals("CONFIRMED")) {
            return;
        }
        var reply = Reply.NONE;
        try {
            reply = client.send("PATCH", "/bookings/" + booking, CANCELLED, STEP, "If-Match", now.etag());
        } finally {
            requests.changed(booking, patient, CANCELLED, reply, now.etag());
        }
    }

    private boolean isUnlisted(String slot) throws InterruptedException {
        var openings = client.ask(slots());
        return openings.isMade() && openings.body()
                .path("items")
                .valueStream()
                .noneMatch(opening -> opening.path("id").asString().equals(slot));
    }

    private void awaitUnlisted(String slot, long acknowledged) throws InterruptedException {
        long end = System.nanoTime() + FirstTimes.MAX.toNanos();
        while (System.nanoTime() < end) {
            if (isUnlisted(slot)) {
                done("unlisted", acknowledged);
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
