package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * No two bookings live at the same moment share time of a doctor, with buffers, or of a patient; and no time is offered
 * to a patient on the waitlist while another one has it or is offered it.
 */
final class Overlaps {

    /** An event has the time at which its request began, which a stopped process may finish that much later. */
    private static final Duration INEXACT = Duration.ofSeconds(25);

    /**
     * A version of a booking, or an offer of the waitlist, that held time.
     *
     * @param id the id of the booking, or {@code offer} and the id of the offer
     * @param from the first moment at which it surely did: for a booking, its acknowledgment
     * @param until the last such moment: for a booking, the start of the request for its next version
     */
    private record Held(String id, String patient, Instant from, Instant until, Instant start, Instant end) {

        boolean meets(Held other) {
            return !id.equals(other.id) && start.isBefore(other.end) && other.start.isBefore(end)
                    && from.isBefore(other.until) && other.from.isBefore(until);
        }
    }

    private final Saved saved;
    private final Map<String, Instant> acknowledgments;
    private final Map<String, List<Held>> ofDoctors = new HashMap<>();
    private final Map<String, List<Held>> ofPatients = new HashMap<>();

    Overlaps(Saved saved) {
        this.saved = saved;
        this.acknowledgments = acknowledgments(saved);
    }

    List<String> broken() {
        saved.versions.forEach((id, versions) -> {
            for (int i = 0; i < versions.size(); i++) {
                if (Saved.text(versions.get(i), "status").equals("CONFIRMED")) {
                    hold(id, versions.get(i), i + 1 < versions.size() ? versions.get(i + 1) : null);
                }
            }
        });
        saved.end("offer").forEach(this::offer);
        var broken = new ArrayList<String>();
        ofDoctors.forEach((doctor, held) -> compare("doctor " + doctor, held, broken));
        ofPatients.forEach((patient, held) -> compare("patient " + patient, held, broken));
        return broken;
    }

    private void hold(String id, JsonNode version, JsonNode next) {
        var slot = version.path("slot");
        var start = instant(slot, "start");
        var end = instant(slot, "end");
        var from = surelyFrom(id, version);
        // the last version holds its time to the end of the run
        var until = next == null ? Instant.MAX : instant(next, "occurredAt");
        var patient = Saved.text(version, "patientId");
        var type = saved.visitType(Saved.text(version, "doctorId"), Saved.text(version, "visitTypeId"));
        var before = Duration.ofMinutes(type.path("before").asInt());
        var after = Duration.ofMinutes(type.path("after").asInt());
        ofDoctors.computeIfAbsent(Saved.text(version, "doctorId"), _ -> new ArrayList<>())
                .add(new Held(id, patient, from, until, start.minus(before), end.plus(after)));
        ofPatients.computeIfAbsent(patient, _ -> new ArrayList<>()).add(new Held(id, patient, from, until, start, end));
    }

    private Instant surelyFrom(String id, JsonNode version) {
        var latest = instant(version, "occurredAt").plus(INEXACT);
        var acknowledged = acknowledgments.get(id + " " + version.path("version").asInt());
        return acknowledged != null && acknowledged.isBefore(latest) ? acknowledged : latest;
    }

    /** The times at which clients had the answers that their bookings and changes were made. */
    private static Map<String, Instant> acknowledgments(Saved saved) {
        var times = new HashMap<String, Instant>();
        Stream.of("book", "change")
                .flatMap(saved::history)
                .filter(line -> Saved.text(line, "outcome").equals("made"))
                .forEach(line -> times.putIfAbsent(Saved.text(line, "booking") + " " + line.path("version").asInt(1),
                        Instant.ofEpochMilli(line.path("at").asLong(Long.MAX_VALUE))));
        return times;
    }

    /** Ends early if the patient books, which may end the wait, holds another slot, or leaves. */
    private void offer(JsonNode offer) {
        var patient = Saved.text(offer, "patient");
        var from = instant(offer, "from");
        var until = Stream.concat(bookedBy(patient, from), heldOrLeftBy(patient, from))
                .reduce(instant(offer, "until"), (one, other) -> one.isBefore(other) ? one : other);
        ofDoctors.computeIfAbsent(Saved.text(offer, "doctor"), _ -> new ArrayList<>())
                .add(new Held("offer " + Saved.text(offer, "id"), patient, from.plus(INEXACT), until,
                        instant(offer, "start"), instant(offer, "end")));
    }

    /** Includes requests that began before the offer and were carried out after it. */
    private Stream<Instant> bookedBy(String patient, Instant from) {
        return saved.versions.values()
                .stream()
                .flatMap(List::stream)
                .filter(version -> Saved.text(version, "patientId").equals(patient))
                .map(version -> instant(version, "occurredAt"))
                .filter(begun -> from.isBefore(begun.plus(INEXACT)));
    }

    private Stream<Instant> heldOrLeftBy(String patient, Instant from) {
        return Stream.of("hold", "left")
                .flatMap(saved::history)
                .filter(line -> Saved.text(line, "patient").equals(patient))
                .filter(line -> !Saved.text(line, "outcome").equals("refused"))
                .filter(line -> from.isBefore(Instant.ofEpochMilli(line.path("at").asLong()).plus(INEXACT)))
                .map(line -> Instant.ofEpochMilli(line.path("begun").asLong()));
    }

    private static void compare(String whose, List<Held> held, List<String> broken) {
        for (int i = 0; i < held.size(); i++) {
            for (int j = i + 1; j < held.size(); j++) {
                if (held.get(i).meets(held.get(j))) {
                    broken.add("%s has %s and %s".formatted(whose, held.get(i), held.get(j)));
                }
            }
        }
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.parse(Saved.text(node, name));
    }
}
