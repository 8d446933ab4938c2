package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * No two bookings live at the same moment share time of a doctor, with buffers, or of a patient; and no time is held
 * for a patient, or offered to one on the waitlist, while another one has it, holds it or is offered it.
 */
final class Overlaps {

    /** An event has the time at which its request began, which a stopped process may finish that much later. */
    private static final Duration INEXACT = Duration.ofSeconds(25);

    /**
     * A version of a booking, a hold, or an offer of the waitlist, that had time.
     *
     * @param id the id of the booking, or {@code hold} or {@code offer} and its id
     * @param from the first moment at which it surely did: for a booking and a hold, its acknowledgment
     * @param until the last such moment: for a booking, the start of the request for its next version
     * @param busy the visit with its buffers
     */
    private record Held(String id, String patient, Instant from, Instant until, Span visit, Span busy) {

        boolean overlaps(Held other) {
            return !id.equals(other.id) && busy.overlaps(other.busy) && from.isBefore(other.until)
                    && other.from.isBefore(until);
        }

        Held withoutBuffers() {
            return new Held(id, patient, from, until, visit, visit);
        }
    }

    private final Saved saved;
    private final Map<String, Integer> listed;
    private final Map<String, JsonNode> slots;
    private final Map<String, List<Held>> ofDoctors = new HashMap<>();
    private final Map<String, List<Held>> ofPatients = new HashMap<>();

    Overlaps(Saved saved) {
        this.saved = saved;
        this.listed = saved.bookings()
                .collect(Collectors.toMap(booking -> Saved.text(booking, "id"),
                        booking -> booking.path("version").asInt(), Math::max));
        this.slots = saved.history("slot")
                .collect(Collectors.toMap(slot -> Saved.text(slot, "id"), Function.identity(), (first, _) -> first));
    }

    List<String> broken() {
        saved.versions.forEach((id, versions) -> {
            for (int i = 0; i < versions.size(); i++) {
                if (Saved.text(versions.get(i), "status").equals("CONFIRMED")) {
                    book(id, versions.get(i), i + 1 < versions.size() ? versions.get(i + 1) : null);
                }
            }
        });
        saved.offers.forEach(this::offer);
        saved.history("hold").filter(line -> Saved.outcome(line).equals("made")).forEach(this::hold);
        var broken = new ArrayList<String>();
        ofDoctors.forEach((doctor, held) -> compare("doctor " + doctor, held, broken));
        ofPatients.forEach((patient, held) -> compare("patient " + patient, held, broken));
        return broken;
    }

    private void book(String id, JsonNode version, JsonNode next) {
        var until = until(id, version, next);
        if (until.isEmpty()) {
            return;
        }
        var patient = Saved.text(version, "patientId");
        var doctor = Saved.text(version, "doctorId");
        var visit = Span.of(version.path("slot"));
        var held = new Held(id, patient, surelyFrom(id, version), until.get(), visit,
                visit.withBuffers(saved.visitType(doctor, Saved.text(version, "visitTypeId"))));
        ofDoctors.computeIfAbsent(doctor, _ -> new ArrayList<>()).add(held);
        ofPatients.computeIfAbsent(patient, _ -> new ArrayList<>()).add(held.withoutBuffers());
    }

    /**
     * The last version has its time to the end of the run. Empty if the topic does not have the next version:
     * {@link Versions} finds that, and nothing tells how long this one had its time.
     */
    private Optional<Instant> until(String id, JsonNode version, JsonNode next) {
        int number = version.path("version").asInt();
        if (next == null) {
            return listed.getOrDefault(id, number) > number ? Optional.empty() : Optional.of(Instant.MAX);
        }
        return next.path("version").asInt() == number + 1 ? Optional.of(instant(next, "occurredAt")) : Optional.empty();
    }

    private Instant surelyFrom(String id, JsonNode version) {
        var latest = instant(version, "occurredAt").plus(INEXACT);
        return saved.acknowledged(id, version.path("version").asInt())
                .filter(acknowledged -> acknowledged.isBefore(latest))
                .orElse(latest);
    }

    /** Ends early if the patient books, which may end the wait, holds another slot, or leaves. */
    private void offer(JsonNode offer) {
        var patient = Saved.text(offer, "patient");
        var from = instant(offer, "from");
        var until = earliest(instant(offer, "until"),
                Stream.concat(bookedBy(Set.of(patient), from), requestedBy(Set.of(patient), from, "hold", "left")));
        var visit = Span.of(offer);
        ofDoctors.computeIfAbsent(Saved.text(offer, "doctor"), _ -> new ArrayList<>())
                .add(new Held("offer " + Saved.text(offer, "id"), patient, from.plus(INEXACT), until, visit, visit));
    }

    /**
     * Ends early if the patient or one of the family books, moves or holds, or is offered time: each may replace the
     * hold, and a claim that is refused in the end may have released it before.
     */
    private void hold(JsonNode line) {
        var slot = slots.get(Saved.text(line, "slot"));
        if (slot == null) {
            return;
        }
        var patient = Saved.text(line, "patient");
        var family = saved.family(patient);
        var begun = millis(line, "begun");
        var claims = Stream.concat(bookedBy(family, begun), requestedBy(family, begun, "hold", "book", "change"));
        var until = earliest(instant(line, "until"), Stream.concat(claims, offeredTo(family, begun)));
        var doctor = Saved.text(slot, "doctor");
        var visit = Span.of(slot);
        ofDoctors.computeIfAbsent(doctor, _ -> new ArrayList<>())
                .add(new Held("hold " + Saved.text(line, "id"), patient, millis(line, "at"), until, visit,
                        visit.withBuffers(saved.visitType(doctor, Saved.text(slot, "visitType")))));
    }

    private static Instant earliest(Instant until, Stream<Instant> others) {
        return others.reduce(until, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** Includes requests that began before that moment and were carried out after it. */
    private Stream<Instant> bookedBy(Set<String> patients, Instant from) {
        return saved.versions.entrySet()
                .stream()
                .flatMap(booking -> booking.getValue()
                        .stream()
                        .filter(version -> patients.contains(Saved.text(version, "patientId")))
                        .filter(version -> from.isBefore(surelyFrom(booking.getKey(), version))))
                .map(version -> instant(version, "occurredAt"));
    }

    /** Leaves out a refused hold, and the request that began at that moment itself. */
    private Stream<Instant> requestedBy(Set<String> patients, Instant from, String... types) {
        return Stream.of(types)
                .flatMap(saved::history)
                .filter(line -> patients.contains(Saved.text(line, "patient"))
                        || patients.contains(Saved.text(line, "actor")))
                .filter(line -> !Saved.text(line, "type").equals("hold") || !Saved.outcome(line).equals("refused"))
                .filter(line -> from.isBefore(surelyOver(line)))
                .map(line -> millis(line, "begun"))
                .filter(begun -> !begun.equals(from));
    }

    /** A request whose first attempt was answered is over then. */
    private static Instant surelyOver(JsonNode request) {
        var at = millis(request, "at");
        return request.path("details").size() == 1 && !Saved.outcome(request).equals("unknown") ? at : at.plus(INEXACT);
    }

    private Stream<Instant> offeredTo(Set<String> patients, Instant from) {
        return saved.offers.stream()
                .filter(offer -> patients.contains(Saved.text(offer, "patient")))
                .map(offer -> instant(offer, "from"))
                .filter(offered -> from.isBefore(offered.plus(INEXACT)));
    }

    private static void compare(String whose, List<Held> held, List<String> broken) {
        for (int i = 0; i < held.size(); i++) {
            for (int j = i + 1; j < held.size(); j++) {
                var one = held.get(i);
                var other = held.get(j);
                if (one.overlaps(other)) {
                    broken.add("%s has %s%s and %s".formatted(whose,
                            one.visit().overlaps(other.visit()) ? "" : "in the buffer only ", one, other));
                }
            }
        }
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.parse(Saved.text(node, name));
    }

    private static Instant millis(JsonNode node, String name) {
        return Instant.ofEpochMilli(node.path(name).asLong());
    }
}
