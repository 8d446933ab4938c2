package dev.medislot.notification.letter;

import dev.medislot.common.VisitMode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The differences between a changed visit and the slot, doctor and type it had before, in words.
 *
 * @param doctor the current doctor's name
 * @param previousTime the former start; missing if the start stays
 * @param previousDoctor the former doctor's name; missing if the doctor stays
 * @param previousLength the former length; missing if the length stays
 * @param previousMode missing if the mode stays or is not known
 * @param place the place, if it differs from the former one
 * @param isOfOtherType whether the visit type differs from the former one
 */
record Changes(String doctor, @Nullable String previousTime, @Nullable String previousDoctor, Duration length,
        @Nullable Duration previousLength, VisitMode mode, @Nullable VisitMode previousMode,
        @Nullable ChangedDetail place, boolean isOfOtherType, Language language) {

    static Changes of(VisitNews news, ZoneId zone, String doctor, @Nullable String previousDoctor, Language language) {
        var visit = news.visit();
        var length = Duration.between(visit.start(), visit.end());
        var start = visit.previousStart();
        var end = visit.previousEnd();
        var previousLength = start == null || end == null ? length : Duration.between(start, end);
        return new Changes(doctor,
                start == null || start.equals(visit.start()) ? null : language.moment(start.atZone(zone)),
                previousDoctor, length, previousLength.equals(length) ? null : previousLength, visit.mode(),
                visit.previousMode(), place(news, language),
                !Objects.equals(visit.visitType(), visit.previousVisitType()), language);
    }

    private static @Nullable ChangedDetail place(VisitNews news, Language language) {
        var attendance = news.attendance();
        var former = news.otherDoctor() == null ? null : news.otherDoctor().place();
        return attendance == null || former == null || attendance.mode() != VisitMode.IN_PERSON
                || news.visit().previousMode() != null || former.equals(attendance.where()) ? null
                        : new ChangedDetail(language.say("changed.place"), attendance.where(), former);
    }

    /** A subject such as {@code Appointment moved, with another doctor, now shorter}; names no person. */
    String subject() {
        return language.say("changed.subject", String.join(", ", parts("changed.subject")));
    }

    /** A headline such as {@code Your appointment has moved and is with another doctor}; names at most two changes. */
    String headline(Owner owner) {
        var parts = parts("changed.headline");
        return owner.say("changed.headline", switch (parts.size()) {
            case 1 -> parts.getFirst();
            case 2 -> language.say("changed.and", parts.getFirst(), parts.getLast());
            default -> language.say("changed.headline.several");
        });
    }

    private List<String> parts(String key) {
        var parts = new ArrayList<String>();
        if (isMoved()) {
            parts.add(language.say(key + ".moved"));
        }
        if (previousDoctor != null) {
            parts.add(language.say(key + ".doctor"));
        }
        if (previousMode != null) {
            parts.add(language.say(key + "." + mode));
        }
        if (previousLength != null) {
            parts.add(language.say(key + (length.compareTo(previousLength) < 0 ? ".shorter" : ".longer")));
        }
        if (parts.isEmpty()) {
            parts.add(language.say(key + ".type"));
        }
        return parts;
    }

    String sentence(Owner owner, String other) {
        if (isMoved()) {
            return owner.say("changed.sentence.moved", other);
        }
        if (previousDoctor != null) {
            return owner.say("changed.sentence.doctor", other);
        }
        return previousLength != null ? owner.say("changed.sentence.length", other, language.length(length))
                : owner.say("changed.sentence.type", other);
    }

    /** Everything but the time, which has its own place in a mail. */
    List<ChangedDetail> list() {
        var list = new ArrayList<ChangedDetail>();
        if (previousDoctor != null) {
            list.add(new ChangedDetail(language.say("changed.doctor"), doctor, previousDoctor));
        }
        if (previousMode != null) {
            list.add(new ChangedDetail(language.say("changed.mode"), language.say("mode." + mode),
                    language.say("mode." + previousMode)));
        }
        if (place != null) {
            list.add(place);
        }
        if (previousLength != null) {
            list.add(new ChangedDetail(language.say("changed.length"), language.length(length),
                    language.length(previousLength)));
        }
        return list;
    }

    /** Everything that changed, for the note of a calendar entry; empty if only the type differs. */
    List<String> note() {
        var lines = new ArrayList<String>();
        if (previousTime != null) {
            lines.add(language.say("changed.moved", previousTime));
        }
        list().forEach(change -> lines.add(change.line(language)));
        return lines;
    }

    /**
     * Whether the visit has moved. A mail that was stored by a release without former lengths, doctors and modes has no
     * difference at all, and is about a move.
     */
    private boolean isMoved() {
        return previousTime != null
                || (previousDoctor == null && previousLength == null && previousMode == null && !isOfOtherType);
    }
}
