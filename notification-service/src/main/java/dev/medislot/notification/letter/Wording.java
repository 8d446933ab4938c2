package dev.medislot.notification.letter;

import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.notification.projection.Contact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sentences of a mail about a visit, in the words of its recipient. */
record Wording(String subject, String headline, String sentence) {

    /** The words of a move. */
    static Wording of(Changes changes, LocalTimes times, Owner owner, String other) {
        return new Wording(dated(changes.subject(), times), changes.headline(owner), changes.sentence(owner, other));
    }

    /**
     * The words of a new booking.
     *
     * @param formerDoctor of a booking that changed doctors
     */
    static Wording created(Contact to, LocalTimes times, Owner owner, String other, @Nullable String formerDoctor) {
        var language = times.language();
        var key = to.role() == Role.DOCTOR ? ".doctor" : ".patient";
        var sentence = owner.say("created.sentence", other);
        return new Wording(dated(language.say("created.subject" + key), times),
                to.role() == Role.DOCTOR ? language.say("created.headline" + key) : owner.say("created.headline" + key),
                formerDoctor == null ? sentence : sentence + " " + language.say("created.formerly", formerDoctor));
    }

    /**
     * The words of a cancellation.
     *
     * @param by the role that cancelled; null if it is not known
     * @param newDoctor of a booking that changed doctors, in the mail to the doctor who lost it
     */
    static Wording cancelled(Contact to, LocalTimes times, Owner owner, String other, @Nullable Role by, String clinic,
            @Nullable String newDoctor) {
        var language = times.language();
        var subject = dated(language.say("cancelled.subject"), times);
        if (newDoctor != null) {
            return new Wording(subject, language.say("lost.headline"), language.say("lost.sentence", other, newDoctor));
        }
        var sentence = switch (by) {
            case PATIENT, DOCTOR -> owner.say(by == to.role() ? "cancelled.by.you" : "cancelled.by.other", other);
            case STAFF -> owner.say("cancelled.by.clinic", other, clinic);
            case SYSTEM -> owner.say("cancelled.sentence", other);
            case null -> owner.say("cancelled.sentence", other);
        };
        return new Wording(subject, owner.say("cancelled.headline"), sentence);
    }

    /** The words of another place or video link. */
    static Wording placeChanged(LocalTimes times, Owner owner, String other, VisitMode mode) {
        return new Wording(dated(times.language().say("place.subject." + mode), times),
                owner.say("place.headline." + mode), owner.say("place.sentence." + mode, other));
    }

    /** The words of a place or video link that is gone, without another one yet. */
    static Wording placeOpen(LocalTimes times, Owner owner, String other, VisitMode mode) {
        return new Wording(dated(times.language().say("open.subject." + mode), times),
                owner.say("open.headline." + mode), owner.say("open.sentence." + mode, other));
    }

    /** The words of a reminder that is read at that moment. */
    static Wording reminder(LocalTimes times, Owner owner, String other, Instant now) {
        var when = times.asSeenAt(now);
        return new Wording(owner.say("reminder.subject", when), when, owner.say("reminder.sentence", other));
    }

    private static String dated(String subject, LocalTimes times) {
        return subject + ": " + times.inShort();
    }
}
