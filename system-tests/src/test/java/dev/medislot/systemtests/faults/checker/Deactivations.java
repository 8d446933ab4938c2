package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds live bookings of a doctor who was made inactive after they were made. A booking of which the availability
 * service had not read by then stays if its slot was offered again before it did.
 */
final class Deactivations {

    /** A booking has the time at which its request began. */
    private static final Duration INEXACT = Duration.ofSeconds(25);
    /** The faults that keep the availability service from reading events. */
    private static final Pattern DEAF = Pattern.compile(Saved.PROCESS_OF + "availability-service|postgresql|kafka");
    /** The longest time in which the events that wait at the end of a fault are read. */
    private static final long MAX_BACKLOG = Duration.ofMinutes(1).toMillis();

    private final Saved saved;

    Deactivations(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        var broken = new ArrayList<String>();
        saved.history("deactivated")
                .filter(line -> Saved.outcome(line).equals("made"))
                .forEach(line -> saved.bookings()
                        .filter(booking -> isOf(line, booking) && !mayStay(line, booking))
                        .forEach(booking -> broken.add("booking %s is live, but its doctor was made inactive at %s"
                                .formatted(Saved.text(booking, "id"), begun(line)))));
        return broken;
    }

    private static boolean isOf(JsonNode line, JsonNode booking) {
        return Saved.text(booking, "doctorId").equals(Saved.text(line, "doctor"))
                && Saved.text(booking, "status").equals("CONFIRMED");
    }

    private boolean mayStay(JsonNode line, JsonNode booking) {
        var claimed = claimedAt(booking).plus(INEXACT);
        return claimed.isAfter(begun(line)) || !isListed(line, booking)
                && saved.isLateThroughout(DEAF, MAX_BACKLOG, claimed.toEpochMilli(), begun(line).toEpochMilli())
                && saved.excuse("bookings of a doctor who was made inactive");
    }

    private static Instant begun(JsonNode line) {
        return Instant.ofEpochMilli(line.path("begun").asLong());
    }

    private static boolean isListed(JsonNode line, JsonNode booking) {
        return line.path("affected").valueStream().anyMatch(id -> id.asString().equals(Saved.text(booking, "id")));
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
