package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.faults.Client.Reply;
import dev.medislot.systemtests.kit.Clinic;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Asks for each thing that Medislot does, all the time, and knows when it last was done. */
final class Probes implements AutoCloseable {

    static final List<String> NAMES = List.of("openings", "booking list", "notifications", "claim", "unlisted", "mail");

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration BETWEEN_BOOKINGS = Duration.ofSeconds(2);
    private static final Map<String, String> CANCELLED = Map.of("status", "CANCELLED");
    private static final Duration STEP = Duration.ofSeconds(90);

    @FunctionalInterface
    private interface Step {
        boolean isDone() throws InterruptedException;
    }

    private final Map<String, Long> firstDone = new ConcurrentHashMap<>();
    private final Map<String, Long> lastDone = new ConcurrentHashMap<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isAwaitingMail = new AtomicBoolean();
    private final AtomicBoolean isAwaitingList = new AtomicBoolean();
    private final Client client;
    private final Path mails;
    private final Requests requests;
    private final String patient;
    private final String email;
    private final Town town;

    Probes(URI gateway, Town town, History history, Path mails) throws InterruptedException {
        this.town = town;
        this.mails = mails;
        var person = new Clinic(gateway).aPatient(Town.LICENSED);
        this.patient = person.id();
        this.email = person.email();
        history.write("patient", "id", patient, "email", email, "guardian", patient);
        this.client = Client.of(gateway, history, "patients", person);
        this.requests = new Requests(history);
        ask("openings", this::slots);
        ask("booking list", () -> "/bookings?limit=1");
        ask("notifications", () -> "/notifications?limit=1");
        threads.add(Thread.ofVirtual().start(this::book));
    }

    /**
     * The milliseconds from that time until each thing was done; those that were not within the patience are left out.
     */
    Map<String, Long> awaitSince(long healed, Duration patience) throws InterruptedException {
        var end = healed + patience.toMillis();
        while (System.currentTimeMillis() < end
                && !NAMES.stream().allMatch(name -> lastDone.getOrDefault(name, 0L) >= healed)) {
            Thread.sleep(20);
        }
        var times = new LinkedHashMap<String, Long>();
        NAMES.forEach(name -> {
            var first = firstDone.get(name);
            if (first != null && first >= healed) {
                times.put(name, first - healed);
            }
        });
        return times;
    }

    /** Forgets the times of earlier probes. */
    void restart() {
        firstDone.clear();
        lastDone.clear();
    }

    private void done(String name) {
        long now = System.currentTimeMillis();
        firstDone.putIfAbsent(name, now);
        lastDone.put(name, now);
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

    /** Books an opening and cancels; follows one of these bookings to the list and one to the inbox at a time. */
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
        if (isAwaitingMail.compareAndSet(false, true)) {
            threads.add(Thread.ofVirtual().start(() -> awaitMail(id)));
        }
        if (isAwaitingList.compareAndSet(false, true)) {
            threads.add(Thread.ofVirtual().start(() -> awaitUnlistedAndCancel(slot, id)));
        } else {
            cancel(id);
        }
    }

    private void awaitMail(String booking) {
        try {
            await("mail",
                    () -> MailFolder.read(mails)
                            .stream()
                            .anyMatch(mail -> mail.to().equals(email) && mail.references().contains(booking)));
        } catch (InterruptedException _) {
            // closed
        } finally {
            isAwaitingMail.set(false);
        }
    }

    private void awaitUnlistedAndCancel(String slot, String booking) {
        try {
            await("unlisted", () -> isUnlisted(slot));
            cancel(booking);
        } catch (InterruptedException _) {
            // closed
        } finally {
            isAwaitingList.set(false);
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

    private void await(String name, Step step) throws InterruptedException {
        long end = System.nanoTime() + STEP.toNanos();
        while (System.nanoTime() < end) {
            if (step.isDone()) {
                done(name);
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
