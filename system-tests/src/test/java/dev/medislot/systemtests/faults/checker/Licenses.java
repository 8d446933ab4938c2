package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * No booking is made in a state for which its doctor was never licensed, or no longer is; and at the end, none stays in
 * a state for which its doctor is not licensed.
 */
final class Licenses {

    /** How long the booking service may take to read of the end of a license. */
    private static final Duration UNTIL_READ = Duration.ofSeconds(15);
    /** A stopped process may finish a request that much later. */
    private static final Duration INEXACT = Duration.ofSeconds(25);
    /** The faults that come between the end of a license and the reading of it. */
    private static final Pattern BETWEEN = Pattern
            .compile(Saved.PROCESS_OF + "(availability-service|booking-service)|postgresql|kafka");
    private static final long MAX_BACKLOG = Duration.ofMinutes(1).toMillis();

    /**
     * A time in which the doctor surely has no license of the state.
     *
     * @param from the acknowledgment of the removal
     * @param until the request for the next one
     */
    private record Gap(String doctor, String state, Instant from, Instant until) {}

    private final Saved saved;
    private final List<String> broken = new ArrayList<>();

    Licenses(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        var ever = new HashMap<String, Set<String>>();
        saved.history("doctor")
                .forEach(doctor -> doctor.path("states").forEach(state -> add(ever, doctor, "id", state.asString())));
        saved.history("license")
                .filter(line -> !isRefused(line))
                .forEach(line -> add(ever, line, "doctor", Saved.text(line, "state")));
        saved.versions.forEach((id, versions) -> versions.forEach(version -> compare(id, version, "is", ever)));
        var last = new HashMap<String, Set<String>>();
        saved.end("licensed").forEach(line -> add(last, line, "doctor", Saved.text(line, "state")));
        saved.bookings()
                .filter(booking -> Saved.text(booking, "status").equals("CONFIRMED"))
                .forEach(booking -> compare(Saved.text(booking, "id"), booking, "stays", last));
        gaps().forEach(this::claims);
        return broken;
    }

    private static void add(Map<String, Set<String>> states, JsonNode line, String doctor, String state) {
        states.computeIfAbsent(Saved.text(line, doctor), _ -> new TreeSet<>()).add(state);
    }

    private void compare(String id, JsonNode version, String verb, Map<String, Set<String>> states) {
        var licensed = states.getOrDefault(Saved.text(version, "doctorId"), Set.of());
        if (!licensed.contains(Saved.text(version, "patientState"))) {
            broken.add("booking %s %s in %s, the doctor is licensed in %s".formatted(id, verb,
                    version.path("patientState"), licensed));
        }
    }

    /** A doctor has at most one license of a state at a time, and one caller enters and removes it. */
    private List<Gap> gaps() {
        var gaps = new ArrayList<Gap>();
        var entered = new HashMap<String, JsonNode>();
        for (int i = 0; i < saved.history.size(); i++) {
            var line = saved.history.get(i);
            var type = Saved.text(line, "type");
            if (type.equals("license-entered")) {
                entered.put(Saved.text(line, "id"), line);
            } else if (type.equals("removed") && entered.containsKey(Saved.text(line, "id"))) {
                var license = entered.get(Saved.text(line, "id"));
                var from = at(line);
                if (entered.values().stream().noneMatch(other -> mayArriveAfter(from, other))) {
                    gaps.add(new Gap(Saved.text(license, "doctor"), Saved.text(license, "state"), from,
                            next(license, saved.history.subList(i, saved.history.size()))));
                }
            }
        }
        return gaps;
    }

    /** Whether the license of a request of unknown outcome may be stored after that moment. */
    private static boolean mayArriveAfter(Instant from, JsonNode entered) {
        return Saved.outcome(entered).equals("unknown") && from.isBefore(at(entered).plus(INEXACT));
    }

    private Instant next(JsonNode license, List<JsonNode> later) {
        return later.stream()
                .filter(line -> Saved.text(line, "type").equals("license"))
                .filter(line -> isAlike(license, line) && !isRefused(line))
                .map(Licenses::at)
                .findFirst()
                .orElse(Instant.MAX);
    }

    /** The next answer is that of the request. */
    private boolean isRefused(JsonNode asked) {
        return saved.history("license-entered")
                .filter(line -> isAlike(asked, line) && line.path("at").asLong() >= asked.path("at").asLong())
                .findFirst()
                .filter(line -> Saved.outcome(line).equals("refused"))
                .isPresent();
    }

    private static boolean isAlike(JsonNode one, JsonNode other) {
        return Stream.of("doctor", "state").allMatch(name -> Saved.text(one, name).equals(Saved.text(other, name)));
    }

    private void claims(Gap gap) {
        saved.versions.forEach((id, versions) -> versions.stream()
                .filter(version -> isClaimIn(gap, id, version) && !mayBeUnread(gap, version))
                .forEach(version -> broken.add("booking %s was made in \"%s\" at %s, after the license had ended at %s"
                        .formatted(id, gap.state(), begun(version), gap.from()))));
    }

    /** Whether the version took its slot in that time. */
    private boolean isClaimIn(Gap gap, String id, JsonNode version) {
        int number = version.path("version").asInt();
        var latest = begun(version).plus(INEXACT);
        var made = saved.acknowledged(id, number).filter(latest::isAfter).orElse(latest);
        return Saved.text(version, "doctorId").equals(gap.doctor())
                && Saved.text(version, "patientState").equals(gap.state())
                && Saved.text(version, "status").equals("CONFIRMED")
                && (number == 1 || version.path("previousSlot").isObject()) && begun(version).isAfter(gap.from())
                && made.isBefore(gap.until());
    }

    private boolean mayBeUnread(Gap gap, JsonNode version) {
        var unread = begun(version).minus(UNTIL_READ);
        return !unread.isAfter(gap.from())
                || saved.isLateThroughout(BETWEEN, MAX_BACKLOG, gap.from().toEpochMilli(), unread.toEpochMilli())
                        && saved.excuse("bookings in the state of a license that had ended");
    }

    private static Instant begun(JsonNode version) {
        return Instant.parse(Saved.text(version, "occurredAt"));
    }

    private static Instant at(JsonNode line) {
        return Instant.ofEpochMilli(line.path("at").asLong());
    }
}
