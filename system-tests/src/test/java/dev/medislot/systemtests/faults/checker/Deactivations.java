package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Finds live bookings of a doctor who was made inactive after they were made. */
final class Deactivations {

    /** A booking has the time at which its request began. */
    private static final Duration INEXACT = Duration.ofSeconds(25);

    private final Saved saved;

    Deactivations(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        var broken = new ArrayList<String>();
        saved.history("deactivated").forEach(line -> {
            var begun = Instant.ofEpochMilli(line.path("begun").asLong());
            saved.bookings()
                    .filter(booking -> Saved.text(booking, "doctorId").equals(Saved.text(line, "doctor"))
                            && Saved.text(booking, "status").equals("CONFIRMED"))
                    .filter(booking -> claimedAt(booking).plus(INEXACT).isBefore(begun))
                    .forEach(booking -> broken.add("booking %s is live, but its doctor was made inactive at %s"
                            .formatted(Saved.text(booking, "id"), begun)));
        });
        return broken;
    }

    /** When it took its slot. */
    private Instant claimedAt(JsonNode booking) {
        return saved.versions.getOrDefault(Saved.text(booking, "id"), List.of())
                .stream()
                .filter(version -> version.path("version").asInt() == 1 || version.path("previousSlot").isObject())
                .map(version -> Instant.parse(Saved.text(version, "occurredAt")))
                .max(Instant::compareTo)
                .orElse(Instant.MAX.minus(INEXACT));
    }
}
