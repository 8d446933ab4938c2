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
        @Nullable Duration previousLength, Language language) {

    static Changes of(Visit visit, ZoneId zone, String doctor, @Nullable String previousDoctor, Language language) {
        var length = Duration.between(visit.start(), visit.end());
        var start = visit.previousStart();
        var end = visit.previousEnd();
        var previousLength = start == null || end == null ? length : Duration.between(start, end);
        return new Changes(doctor,
                start == null || start.equals(visit.start()) ? null : language.moment(start.atZone(zone)),
                previousDoctor, length, previousLength.equals(length) ? null : previousLength, language);
    }

    /** Such as {@code Appointment moved, with another doctor, now shorter}; names no person. */
    String subject() {
        return language.say("changed.subject", String.join(", ", parts("changed.subject")));
    }

    /** Such as {@code Your appointment has moved and is with another doctor}. */
    String headline(Owner owner) {
        var parts = parts("changed.headline");
        var last = parts.removeLast();
        return owner.say("changed.headline",
                parts.isEmpty() ? last : language.say("changed.and", String.join(", ", parts), last));
    }

    private List<String> parts(String key) {
        var parts = new ArrayList<String>();
        if (isMoved()) {
            parts.add(language.say(key + ".moved"));
        }
        if (previousDoctor != null) {
            parts.add(language.say(key + ".doctor"));
        }
        if (previousLength != null) {
            parts.add(language.say(key + (length.compareTo(previousLength) < 0 ? ".shorter" : ".longer")));
        }
        return parts;
    }

    String sentence(Owner owner, String other) {
        if (isMoved()) {
            return owner.say("changed.sentence.moved", other);
        }
        return previousDoctor != null ? owner.say("changed.sentence.doctor", other)
                : owner.say("changed.sentence.length", other, language.length(length));
    }

    /** The doctor and the length, now and before; the time has its own place in a mail. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        if (previousDoctor != null) {
            lines.add(language.say("changed.line.doctor", doctor, previousDoctor));
        }
        if (previousLength != null) {
            lines.add(language.say("changed.line.length", language.length(length), language.length(previousLength)));
        }
        return lines;
    }

    /** Everything that changed, for the note of a calendar entry. */
    String note() {
        var lines = new ArrayList<>(lines());
        if (previousTime != null) {
            lines.addFirst(language.say("changed.line.moved", previousTime));
        }
        return String.join("\n", lines);
    }

    /** Also a mail stored before the former length and doctor were: it is about a move. */
    private boolean isMoved() {
        return previousTime != null || (previousDoctor == null && previousLength == null);
    }
}
