package dev.medislot.systemtests.faults.checker;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * At the end, an acknowledged entry of the waitlist is there as it was asked for unless its patient left, one that was
 * left is gone, and a booking that ended one is its patient's. A slot that was freed while one patient was in line for
 * it is offered to that one.
 */
final class Waitlist {

    private final Saved saved;
    private final Map<String, JsonNode> there;

    Waitlist(Saved saved) {
        this.saved = saved;
        this.there = saved.end("waiting")
                .collect(Collectors.toMap(Waitlist::entry, Function.identity(), (first, _) -> first));
    }

    List<String> broken() {
        return Stream.of(lost(), kept(), others(), notBooked(), notOffered()).flatMap(Function.identity()).toList();
    }

    private Stream<String> lost() {
        var leaving = saved.mayBeMade("left").map(Waitlist::entry).collect(Collectors.toSet());
        return saved.history("joined")
                .filter(joined -> Saved.outcome(joined).equals("made"))
                .filter(joined -> there.containsKey(entry(joined)) ? !isSame(joined, there.get(entry(joined)))
                        : !leaving.contains(entry(joined)))
                .map(joined -> "an acknowledged entry of the waitlist is not there at the end: " + joined);
    }

    private static boolean isSame(JsonNode joined, JsonNode entry) {
        return Stream.of("patient", "doctor")
                .allMatch(name -> Saved.text(joined, name).equals(Saved.text(entry, name)));
    }

    private Stream<String> kept() {
        return saved.history("left")
                .filter(left -> Saved.outcome(left).equals("made") && there.containsKey(entry(left)))
                .map(left -> "its patient left the waitlist, but it is there at the end: " + there.get(entry(left)));
    }

    private Stream<String> others() {
        var patients = new HashMap<String, Set<String>>();
        saved.versions.forEach((id, versions) -> versions.forEach(
                version -> patients.computeIfAbsent(id, _ -> new HashSet<>()).add(Saved.text(version, "patientId"))));
        return there.values()
                .stream()
                .filter(entry -> Saved.text(entry, "status").equals("BOOKED"))
                .filter(entry -> !patients.getOrDefault(Saved.text(entry, "booking"), Set.of())
                        .contains(Saved.text(entry, "patient")))
                .map(entry -> "an entry of the waitlist ended with a booking that its patient does not have: " + entry);
    }

    /** A booking of an offer ends its entry. */
    private Stream<String> notBooked() {
        return saved.history("book")
                .filter(book -> Saved.outcome(book).equals("made") && there.containsKey(entry(book)))
                .filter(book -> !Saved.text(there.get(entry(book)), "booking").equals(Saved.text(book, "booking")))
                .map(book -> "an offer was booked, but its entry of the waitlist waits: " + there.get(entry(book)));
    }

    private Stream<String> notOffered() {
        return saved.history("freed")
                .filter(freed -> saved.offers.stream().noneMatch(offer -> isOf(freed, offer)))
                .filter(freed -> !isOfferedAnother(freed)
                        || !saved.excuse("freed slots whose patient was offered another slot first"))
                .map(freed -> "a slot was freed, but not offered to the only one in line: " + freed);
    }

    /** The line is empty once its only patient, with one entry, has booked that other slot. */
    private boolean isOfferedAnother(JsonNode freed) {
        return saved.history("joined")
                .filter(joined -> isSamePatient(freed, joined) && Saved.outcome(joined).equals("made"))
                .filter(joined -> begun(joined) < begun(freed))
                .max(Comparator.comparing(Waitlist::begun))
                .filter(joined -> saved.offers.stream()
                        .filter(offer -> isSamePatient(freed, offer))
                        .filter(offer -> instant(offer, "from").toEpochMilli() >= begun(joined))
                        .filter(offer -> instant(offer, "until").toEpochMilli() > begun(freed))
                        .anyMatch(offer -> isBooked(offer, joined)))
                .isPresent();
    }

    /** Whether the patient asked for the offer, with that entry. */
    private boolean isBooked(JsonNode offer, JsonNode joined) {
        return saved.history("book")
                .filter(book -> entry(book).equals(entry(joined)) && !Saved.outcome(book).equals("refused"))
                .anyMatch(book -> begun(book) > instant(offer, "from").toEpochMilli());
    }

    private static long begun(JsonNode line) {
        return line.path("begun").asLong();
    }

    private static boolean isSamePatient(JsonNode one, JsonNode other) {
        return Saved.text(one, "patient").equals(Saved.text(other, "patient"));
    }

    private static boolean isOf(JsonNode freed, JsonNode offer) {
        return Stream.of("patient", "doctor").allMatch(name -> Saved.text(freed, name).equals(Saved.text(offer, name)))
                && instant(freed, "start").equals(instant(offer, "start"))
                && instant(offer, "from").toEpochMilli() >= begun(freed);
    }

    private static Instant instant(JsonNode line, String name) {
        return Instant.parse(Saved.text(line, name));
    }

    private static String entry(JsonNode line) {
        return Saved.text(line, "entry");
    }
}
