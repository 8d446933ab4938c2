package dev.medislot.systemtests.faults.checker;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The hours of each doctor on each day at the end are those that the last acknowledged edit left, or a later one. */
final class Hours {

    private static final String WEEK = "";

    private final Saved saved;
    private final JsonNode days;

    Hours(Saved saved) {
        this.saved = saved;
        this.days = saved.history("days").findFirst().orElseThrow();
    }

    List<LocalDate> dates() {
        var from = LocalDate.parse(Saved.text(days, "from"));
        return from.datesUntil(from.plusDays(days.path("count").asInt())).toList();
    }

    /** Windows such as {@code 09:00-12:00}, none if their line is missing. */
    List<String> on(String doctor, LocalDate date) {
        return atTheEnd(doctor, date).orElse(List.of());
    }

    private Optional<List<String>> atTheEnd(String doctor, LocalDate date) {
        return saved.end("hours").filter(line -> is(line, doctor, date.toString())).findFirst().map(Hours::windows);
    }

    List<String> broken() {
        var broken = new ArrayList<String>();
        saved.history("doctor")
                .map(doctor -> Saved.text(doctor, "id"))
                .forEach(doctor -> dates().forEach(date -> compare(doctor, date, broken)));
        return broken;
    }

    private void compare(String doctor, LocalDate date, List<String> broken) {
        var week = leftBy(doctor, WEEK, Set.of(windows(days)));
        var possible = leftBy(doctor, date.toString(), week);
        var there = atTheEnd(doctor, date);
        if (!there.map(possible::contains).orElse(false)) {
            broken.add("hours of doctor %s on %s: %s, the edits left %s".formatted(doctor, date,
                    there.map(List::toString).orElse("missing"), possible));
        }
    }

    /** An edit of unknown outcome was made or not. */
    private Set<List<String>> leftBy(String doctor, String date, Set<List<String>> before) {
        var left = new HashSet<>(before);
        saved.history("hours").filter(edit -> is(edit, doctor, date)).forEach(edit -> {
            var outcome = Saved.outcome(edit);
            if (outcome.equals("made")) {
                left.clear();
            }
            if (!outcome.equals("refused")) {
                left.add(windows(edit));
            }
        });
        return left;
    }

    private static boolean is(JsonNode line, String doctor, String date) {
        return Saved.text(line, "doctor").equals(doctor) && Saved.text(line, "date").equals(date);
    }

    private static List<String> windows(JsonNode line) {
        return line.path("windows").valueStream().map(JsonNode::asString).toList();
    }
}
