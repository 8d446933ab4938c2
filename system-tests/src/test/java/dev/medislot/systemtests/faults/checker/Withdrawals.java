package dev.medislot.systemtests.faults.checker;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An edit of its doctor cancels a booking only if it takes away the time of the visit: time off in it, hours without
 * it, the end of the license or of the doctor's activity. The edit began before the cancellation, and did not surely
 * end before the booking took its slot; a cancellation may come any time later. Patients and the front desk make all
 * other changes, except that the system completes visits.
 */
final class Withdrawals {

    /**
     * A cancellation by an edit.
     *
     * @param taken when the request began by which the booking first took its slot
     */
    private record Cancelled(String doctor, String state, Span visit, Instant taken, Instant at) {

        static Cancelled of(JsonNode version, List<JsonNode> versions) {
            var slot = version.path("slot");
            var taken = versions.stream()
                    .filter(each -> Saved.text(each.path("slot"), "id").equals(Saved.text(slot, "id")))
                    .map(Cancelled::occurred)
                    .min(Instant::compareTo)
                    .orElseThrow();
            return new Cancelled(Saved.text(version, "doctorId"), Saved.text(version, "patientState"), Span.of(slot),
                    taken, occurred(version));
        }

        private static Instant occurred(JsonNode version) {
            return Instant.parse(Saved.text(version, "occurredAt"));
        }

        boolean isAfter(JsonNode edit, String name) {
            return edit.path(name).asLong() <= at.toEpochMilli();
        }

        /** Whether the booking took its slot after that answer. */
        boolean isTakenAfter(JsonNode line) {
            return line.path("at").asLong() < taken.toEpochMilli();
        }
    }

    private final Saved saved;
    private final ZoneId zone;
    private final Set<String> callers;
    private final List<JsonNode> timeOff;
    private final List<JsonNode> hours;
    private final List<JsonNode> licenses;
    private final List<JsonNode> removing;
    private final List<JsonNode> removed;

    Withdrawals(Saved saved) {
        this.saved = saved;
        this.zone = saved.zone();
        this.callers = saved.callers();
        this.timeOff = saved.mayBeMade("time-off").toList();
        this.hours = saved.mayBeMade("hours").toList();
        this.licenses = saved.mayBeMade("license-entered").toList();
        this.removing = saved.removing().toList();
        this.removed = saved.history("removed").toList();
    }

    List<String> broken() {
        var broken = new ArrayList<String>();
        saved.versions.forEach((id, versions) -> versions.stream()
                .filter(version -> version.path("version").asInt() > 1)
                .filter(version -> !callers.contains(Saved.text(version.path("actor"), "id")))
                .filter(version -> !isAllowed(version, versions))
                .forEach(version -> broken.add("booking %s was changed by %s without an edit that affects it: %s"
                        .formatted(id, version.path("actor"), version))));
        return broken;
    }

    private boolean isAllowed(JsonNode version, List<JsonNode> versions) {
        var role = Saved.text(version.path("actor"), "role");
        return switch (Saved.text(version, "status")) {
            case "COMPLETED" -> role.equals("SYSTEM");
            case "CANCELLED" -> isByEdit(version.path("actor"), Cancelled.of(version, versions));
            default -> false;
        };
    }

    /** Doctors edit their own hours, time off and licenses; the manager makes doctors inactive. */
    private boolean isByEdit(JsonNode actor, Cancelled cancelled) {
        return switch (Saved.text(actor, "role")) {
            case "DOCTOR" -> Saved.text(actor, "id").equals(cancelled.doctor())
                    && (isOff(cancelled) || isOutsideOfHours(cancelled) || isWithoutLicense(cancelled));
            case "STAFF" -> isInactive(cancelled);
            default -> false;
        };
    }

    private boolean isOff(Cancelled cancelled) {
        return timeOff.stream()
                .filter(line -> is(line, cancelled) && cancelled.isAfter(line, "begun"))
                .filter(line -> Span.local(line, zone).overlaps(cancelled.visit()))
                .anyMatch(line -> !isGivenBack(line, cancelled));
    }

    private boolean isGivenBack(JsonNode line, Cancelled cancelled) {
        return removed.stream()
                .anyMatch(removal -> Saved.text(removal, "id").equals(Saved.text(line, "id"))
                        && cancelled.isTakenAfter(removal));
    }

    private boolean isOutsideOfHours(Cancelled cancelled) {
        var date = LocalDate.ofInstant(cancelled.visit().start(), zone);
        var edits = hours.stream()
                .filter(line -> is(line, cancelled))
                .filter(line -> isOfWeek(line) || Saved.text(line, "date").equals(date.toString()))
                .toList();
        return IntStream.range(0, edits.size())
                .filter(i -> cancelled.isAfter(edits.get(i), "begun") && !has(edits.get(i), date, cancelled.visit()))
                .anyMatch(i -> IntStream.range(0, edits.size())
                        .noneMatch(j -> isReplacedBy(j, i, edits) && cancelled.isTakenAfter(edits.get(j))));
    }

    private boolean has(JsonNode edit, LocalDate date, Span visit) {
        return edit.path("windows")
                .valueStream()
                .map(window -> Span.of(date, window.asString(), zone))
                .anyMatch(window -> window.covers(visit));
    }

    /** Those of the date replace the hours of the week, whichever came first. */
    private static boolean isReplacedBy(int other, int number, List<JsonNode> edits) {
        var replacing = edits.get(other);
        return Saved.outcome(replacing).equals("made")
                && (isOfWeek(replacing) == isOfWeek(edits.get(number)) ? other > number : isOfWeek(edits.get(number)));
    }

    private static boolean isOfWeek(JsonNode edit) {
        return Saved.text(edit, "date").isEmpty();
    }

    /** Only licenses of one state of one doctor are removed, and nothing else but time off. */
    private boolean isWithoutLicense(Cancelled cancelled) {
        var ids = timeOff.stream().map(line -> Saved.text(line, "id")).toList();
        return removing.stream()
                .filter(line -> cancelled.isAfter(line, "at") && !ids.contains(Saved.text(line, "id")))
                .anyMatch(line -> licensesOf(cancelled).findAny().isPresent()
                        && licensesOf(cancelled).noneMatch(entered -> Saved.outcome(entered).equals("made")
                                && line.path("at").asLong() <= entered.path("at").asLong()
                                && cancelled.isTakenAfter(entered)));
    }

    private Stream<JsonNode> licensesOf(Cancelled cancelled) {
        return licenses.stream()
                .filter(line -> is(line, cancelled) && Saved.text(line, "state").equals(cancelled.state()));
    }

    /** An attempt of unknown outcome may make the doctor inactive after the next edit. */
    private boolean isInactive(Cancelled cancelled) {
        return saved.mayBeMade("deactivated")
                .filter(line -> is(line, cancelled) && cancelled.isAfter(line, "begun"))
                .anyMatch(line -> !Saved.outcome(line).equals("made") || saved.history("activated")
                        .filter(active -> is(active, cancelled) && cancelled.isTakenAfter(active))
                        .noneMatch(active -> line.path("at").asLong() <= active.path("at").asLong()));
    }

    private static boolean is(JsonNode line, Cancelled cancelled) {
        return Saved.text(line, "doctor").equals(cancelled.doctor());
    }
}
