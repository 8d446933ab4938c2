package dev.medislot.notification.letter;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The differences between a moved visit and the slot and doctor it had before, in words.
 *
 * @param previousTime the former start; missing if the start stays
 * @param previousDoctor the former doctor's name; missing if the doctor stays
 * @param previousLength the former length; missing if the length stays
 */
record Changes(String doctor, @Nullable String previousTime, @Nullable String previousDoctor, Duration length,
        @Nullable Duration previousLength) {

    static Changes of(Visit visit, ZoneId zone, String doctor, @Nullable String previousDoctor) {
        var length = Duration.between(visit.start(), visit.end());
        var start = visit.previousStart();
        var end = visit.previousEnd();
        var previousLength = start == null || end == null ? length : Duration.between(start, end);
        return new Changes(doctor, start == null || start.equals(visit.start()) ? null : LocalTimes.moment(start, zone),
                previousDoctor, length, previousLength.equals(length) ? null : previousLength);
    }

    /** Such as {@code Appointment moved, with another doctor, now shorter}; names no person. */
    String subject() {
        var parts = new ArrayList<String>();
        if (isMoved()) {
            parts.add("moved");
        }
        if (previousDoctor != null) {
            parts.add("with another doctor");
        }
        if (previousLength != null) {
            parts.add("now " + comparison(previousLength));
        }
        return "Appointment " + String.join(", ", parts);
    }

    /** Such as {@code Your appointment has moved and is with another doctor}. */
    String headline() {
        var parts = new ArrayList<String>();
        if (isMoved()) {
            parts.add("has moved");
        }
        if (previousDoctor != null) {
            parts.add("is with another doctor");
        }
        if (previousLength != null) {
            parts.add("is now " + comparison(previousLength));
        }
        var last = parts.removeLast();
        return "Your appointment " + (parts.isEmpty() ? last : String.join(", ", parts) + " and " + last);
    }

    String sentence(String other) {
        if (isMoved()) {
            return "Your appointment with " + other + " is now at:";
        }
        return previousDoctor != null ? "Your appointment is now with " + other + ". It starts at the same time:"
                : "Your appointment with " + other + " starts at the same time and now takes " + words(length) + ":";
    }

    /** The doctor and the length, now and before; the time has its own place in a mail. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        if (previousDoctor != null) {
            lines.add("Doctor: %s (was %s)".formatted(doctor, previousDoctor));
        }
        if (previousLength != null) {
            lines.add("Length: %s (was %s)".formatted(words(length), words(previousLength)));
        }
        return lines;
    }

    /** Everything that changed, for the note of a calendar entry. */
    String note() {
        var lines = new ArrayList<>(lines());
        if (previousTime != null) {
            lines.addFirst("Moved (was " + previousTime + ")");
        }
        return String.join("\n", lines);
    }

    /** Also a mail stored before the former length and doctor were: it is about a move. */
    private boolean isMoved() {
        return previousTime != null || (previousDoctor == null && previousLength == null);
    }

    private String comparison(Duration before) {
        return length.compareTo(before) < 0 ? "shorter" : "longer";
    }

    private static String words(Duration length) {
        var hours = length.toHours() == 1 ? "1 hour" : length.toHours() + " hours";
        var minutes = length.toMinutesPart() == 1 ? "1 minute" : length.toMinutesPart() + " minutes";
        if (length.toHours() == 0) {
            return minutes;
        }
        return length.toMinutesPart() == 0 ? hours : hours + " " + minutes;
    }
}
