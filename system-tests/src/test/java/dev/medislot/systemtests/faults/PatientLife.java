package dev.medislot.systemtests.faults;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    /** A hold ends after 20 s. */
    private static final int MAX_MILLIS_UNTIL_A_HELD_SLOT_IS_BOOKED = 8_000;

    private record Live(String id, String etag) {}

    private final Town town;
    private final Town.Patient patient;
    private final History history;
    private final Random random;
    private final Client client;
    private final Requests requests;
    private final Line line;
    private final SessionEnds sessions;
    private final List<Live> live = new ArrayList<>();
    private boolean isInLine;

    PatientLife(URI gateway, Town town, Town.Patient patient, History history, Random random) {
        this.town = town;
        this.patient = patient;
        this.history = history;
        this.random = random;
        this.client = patient.client();
        this.requests = new Requests(history);
        this.line = new Line(client, history);
        this.sessions = new SessionEnds(gateway, client, history);
    }

    void act() throws InterruptedException {
        if (isInLine && random.nextBoolean()) {
            waitInLine();
            return;
        }
        switch (random.nextInt(20)) {
            case 0, 12 -> hold();
            case 1, 2, 3, 4 -> change(Map.of("status", "CANCELLED"));
            case 5, 6, 7, 8 -> change(Map.of("slotId", slot()));
            case 9 -> revokeAtTimes();
            case 10, 11 -> waitInLine();
            default -> book(who(), slot());
        }
    }

    /** Leaves the waitlist, because a slot that is offered to this patient from now on would stay held. */
    void end() throws InterruptedException {
        line.leave();
        sessions.join();
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

    /** Books most of the slots that it holds. */
    private void hold() throws InterruptedException {
        var who = who();
        var slot = slot();
        var reply = client.send("POST", "/holds", with(who, Map.of("slotId", slot)), Duration.ZERO);
        history.write("hold", "patient", who, "begun", reply.begun(), "outcome", Requests.outcome(reply), "status",
                reply.status(), "statuses", reply.statuses(), "details", reply.details(), "id",
                reply.body().path("id").asString(""), "slot", slot, "until",
                reply.body().path("expiresAt").asString(""));
        if (reply.isMade() && random.nextInt(3) > 0) {
            Thread.sleep(random.nextInt(MAX_MILLIS_UNTIL_A_HELD_SLOT_IS_BOOKED));
            book(who, slot);
        }
    }

    private void book(String who, String slot) throws InterruptedException {
        var id = UUID.randomUUID().toString();
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
        var entries = line.open(Duration.ZERO);
        if (entries.isEmpty()) {
            return;
        }
        var open = entries.get();
        isInLine = !open.isEmpty();
        var offered = open.stream().filter(entry -> entry.path("offer").isObject()).findFirst();
        if (offered.isPresent()) {
            bookOffer(offered.get());
        } else if (open.size() < patient.ids().size()) {
            join();
        } else if (random.nextInt(UNTIL_LEAVING) == 0) {
            line.leave();
        }
    }

    private void join() throws InterruptedException {
        var date = town.from.plusDays(random.nextInt(Town.DAYS)).toString();
        var doctor = town.doctors.get(random.nextInt(town.doctors.size()));
        var who = who();
        var wish = Map.of("doctorId", doctor.person().id(), "from", date, "to", date, "timeZone", Town.ZONE);
        line.join(who, with(who, wish), patience());
        isInLine = true;
    }

    private void bookOffer(JsonNode entry) throws InterruptedException {
        var reply = line.book(entry, patience());
        if (reply.isMade()) {
            live.add(new Live(reply.body().path("id").asString(), reply.etag()));
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
        if (random.nextInt(4) == 0) {
            sessions.endAll();
        }
    }
}
