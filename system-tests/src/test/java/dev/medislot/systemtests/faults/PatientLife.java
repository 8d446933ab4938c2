package dev.medislot.systemtests.faults;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Books, holds, moves, cancels and waits in line, for the patient and the dependents, and at times ends all own
 * sessions.
 */
final class PatientLife {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** How often a patient looks at the waitlist in vain. */
    private static final int UNTIL_LEAVING = 4;

    private record Live(String id, String etag) {}

    private final URI gateway;
    private final Town town;
    private final Town.Patient patient;
    private final History history;
    private final Random random;
    private final Client client;
    private final Requests requests;
    private final List<Live> live = new ArrayList<>();
    private final List<Thread> uses = new ArrayList<>();
    private boolean isInLine;

    PatientLife(URI gateway, Town town, Town.Patient patient, History history, Random random) {
        this.gateway = gateway;
        this.town = town;
        this.patient = patient;
        this.history = history;
        this.random = random;
        this.client = patient.client();
        this.requests = new Requests(history);
    }

    void act() throws InterruptedException {
        if (isInLine && random.nextBoolean()) {
            waitInLine();
            return;
        }
        switch (random.nextInt(20)) {
            case 0 -> hold();
            case 1, 2, 3, 4 -> change(Map.of("status", "CANCELLED"));
            case 5, 6, 7, 8 -> change(Map.of("slotId", slot()));
            case 9 -> revokeAtTimes();
            case 10, 11 -> waitInLine();
            default -> book();
        }
    }

    /** Leaves the waitlist, because a slot that is offered to this patient from now on would stay held. */
    void end() throws InterruptedException {
        leave();
        for (var use : uses) {
            use.join();
        }
    }

    /** Most clients repeat until they know the outcome; some give up. */
    private Duration patience() {
        return random.nextInt(10) == 0 ? Duration.ZERO : PATIENCE;
    }

    private String slot() {
        return town.slots.get(random.nextInt(town.slots.size()));
    }

    private String who() {
        return patient.ids().get(random.nextInt(patient.ids().size()));
    }

    /** Names a dependent. */
    private Map<String, String> with(String who, Map<String, String> body) {
        if (who.equals(patient.person().id())) {
            return body;
        }
        var named = new HashMap<>(body);
        named.put("patientId", who);
        return named;
    }

    private void hold() throws InterruptedException {
        var who = who();
        long begun = System.currentTimeMillis();
        var reply = client.send("POST", "/holds", with(who, Map.of("slotId", slot())), Duration.ZERO);
        history.write("hold", "patient", who, "begun", begun, "outcome", Requests.outcome(reply), "status",
                reply.status());
    }

    private void book() throws InterruptedException {
        var id = UUID.randomUUID().toString();
        var who = who();
        var slot = slot();
        var reply = client.send("POST", "/bookings", with(who, Map.of("slotId", slot, "reason", id)), patience(),
                "Idempotency-Key", id);
        requests.booked(id, who, reply, "slot", slot);
        if (reply.isMade()) {
            live.add(new Live(reply.body().path("id").asString(), reply.etag()));
        }
    }

    private void change(Map<String, String> to) throws InterruptedException {
        if (live.isEmpty()) {
            return;
        }
        var booking = live.remove(random.nextInt(live.size()));
        var reply = client.send("PATCH", "/bookings/" + booking.id(), to, patience(), "If-Match", booking.etag());
        requests.changed(booking.id(), patient.person().id(), to, reply, booking.etag());
        if (!to.containsKey("status") || !reply.isMade()) {
            resume(booking.id());
        }
    }

    /** Books the slot that is held for the patient or a dependent, or joins the waitlist, or gives up. */
    private void waitInLine() throws InterruptedException {
        var entries = client.ask("/waitlist?limit=200");
        if (!entries.isMade()) {
            return;
        }
        var open = entries.body().path("items").valueStream().filter(PatientLife::isOpen).toList();
        isInLine = !open.isEmpty();
        var offered = open.stream().filter(entry -> entry.path("offer").isObject()).findFirst();
        if (offered.isPresent()) {
            bookOffer(offered.get());
        } else if (open.size() < patient.ids().size()) {
            join();
        } else if (random.nextInt(UNTIL_LEAVING) == 0) {
            leave();
        }
    }

    private static boolean isOpen(JsonNode entry) {
        return Set.of("WAITING", "OFFERED").contains(entry.path("status").asString());
    }

    private void join() throws InterruptedException {
        var date = town.from.plusDays(random.nextInt(Town.DAYS)).toString();
        var doctor = town.doctors.get(random.nextInt(town.doctors.size()));
        var wish = Map.of("doctorId", doctor.person().id(), "from", date, "to", date, "timeZone", Town.ZONE);
        client.send("POST", "/waitlist", with(who(), wish), patience(), "Idempotency-Key",
                UUID.randomUUID().toString());
        isInLine = true;
    }

    private void bookOffer(JsonNode entry) throws InterruptedException {
        var id = UUID.randomUUID().toString();
        var reply = client.send("POST", "/waitlist/%s/booking".formatted(entry.path("id").asString()),
                Map.of("slotId", entry.at("/offer/slotId").asString(), "reason", id), patience(), "Idempotency-Key",
                id);
        requests.booked(id, entry.path("patientId").asString(), reply, "entry", entry.path("id").asString());
        if (reply.isMade()) {
            live.add(new Live(reply.body().path("id").asString(), reply.etag()));
        }
    }

    private void leave() throws InterruptedException {
        for (var entry : client.get("/waitlist?limit=200").body().path("items")) {
            long begun = System.currentTimeMillis();
            client.send("DELETE", "/waitlist/" + entry.path("id").asString(), null, PATIENCE);
            history.write("left", "patient", entry.path("patientId").asString(), "entry", entry.path("id").asString(),
                    "begun", begun);
        }
    }

    /** Goes on with the booking if it is still confirmed. */
    private void resume(String id) throws InterruptedException {
        var now = client.get("/bookings/" + id);
        if (now.body().path("status").asString().equals("CONFIRMED")) {
            live.add(new Live(id, now.etag()));
        }
    }

    private void revokeAtTimes() throws InterruptedException {
        if (random.nextInt(4) > 0) {
            return;
        }
        if (client.send("POST", "/sessions/revoke", null, Duration.ZERO).isMade()) {
            var ended = client.session();
            history.write("revoked", "patient", patient.person().id(), "token", ended.token(), "issued",
                    ended.issued());
            uses.add(Thread.ofVirtual().start(new EndedSession(gateway, history, ended)));
        } else {
            // may be done later and end the next session too
            history.write("revocation", "patient", patient.person().id(), "outcome", "unknown");
        }
        client.logIn("patients", patient.person());
    }
}
