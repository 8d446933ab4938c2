package dev.medislot.systemtests.faults.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The ratings at the end are those that the acknowledged requests left, and a doctor's average is that of them. */
final class Ratings {

    private static final int NONE = 0;
    private static final int TWO = -2;
    /** An average has two decimals. */
    private static final double INEXACT = 0.00501;

    private final Saved saved;

    Ratings(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        var broken = new ArrayList<String>();
        var possible = new HashMap<String, Set<Integer>>();
        saved.history("rating").forEach(request -> apply(request, possible));
        Map<String, Integer> listed = saved.end("rating")
                .collect(Collectors.toMap(rating -> Saved.text(rating, "booking"), Ratings::stars, (_, _) -> TWO));
        var bookings = new HashSet<>(possible.keySet());
        bookings.addAll(listed.keySet());
        for (var booking : bookings) {
            var left = possible.getOrDefault(booking, Set.of(NONE));
            if (!left.contains(listed.getOrDefault(booking, NONE))) {
                broken.add("rating of booking %s: %s, the requests left %s".formatted(booking,
                        listed.getOrDefault(booking, NONE), left));
            }
        }
        saved.end("rated").forEach(doctor -> compare(doctor, broken));
        var rated = saved.end("rated").map(line -> Saved.text(line, "doctor")).collect(Collectors.toSet());
        saved.history("doctor")
                .map(doctor -> Saved.text(doctor, "id"))
                .filter(id -> !rated.contains(id))
                .forEach(id -> broken.add("the average of doctor %s is missing".formatted(id)));
        return broken;
    }

    /** A request of unknown outcome was carried out or not. */
    private static void apply(JsonNode request, Map<String, Set<Integer>> possible) {
        var left = possible.computeIfAbsent(Saved.text(request, "booking"), _ -> new HashSet<>(Set.of(NONE)));
        var outcome = Saved.outcome(request);
        if (outcome.equals("made")) {
            left.clear();
        }
        if (!outcome.equals("refused")) {
            left.add(stars(request));
        }
    }

    private void compare(JsonNode doctor, List<String> broken) {
        var id = Saved.text(doctor, "doctor");
        var stars = saved.end("rating")
                .filter(rating -> Saved.text(rating, "doctor").equals(id))
                .mapToInt(Ratings::stars)
                .summaryStatistics();
        var average = doctor.path("average").asDouble(NONE);
        if (stars.getCount() != doctor.path("count").asLong() || Math.abs(stars.getAverage() - average) > INEXACT) {
            broken.add("doctor %s has %s ratings of %s on average, listed are %d of %s".formatted(id,
                    doctor.path("count"), average, stars.getCount(), stars.getAverage()));
        }
    }

    private static int stars(JsonNode rating) {
        return rating.path("stars").asInt();
    }
}
