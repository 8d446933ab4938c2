package dev.medislot.notification.letter;

import dev.medislot.common.Role;
import dev.medislot.notification.projection.Contact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sentences of a mail about a visit, in the words of its recipient. */
record Wording(String subject, String headline, String sentence) {

    /** The words of a move. */
    static Wording of(Changes changes, LocalTimes times, String other) {
        return new Wording(dated(changes.subject(), times), changes.headline(), changes.sentence(other));
    }

    /**
     * The words of a new booking.
     *
     * @param formerDoctor of a booking that changed doctors
     */
    static Wording created(Contact to, LocalTimes times, String other, @Nullable String formerDoctor) {
        var language = times.language();
        var key = to.role() == Role.DOCTOR ? ".doctor" : ".patient";
        var sentence = language.say("created.sentence", other);
        return new Wording(dated(language.say("created.subject" + key), times), language.say("created.headline" + key),
                formerDoctor == null ? sentence : sentence + " " + language.say("created.formerly", formerDoctor));
    }

    /**
     * The words of a cancellation.
     *
     * @param by the role that cancelled; null if it is not known
     * @param newDoctor of a booking that changed doctors, in the mail to the doctor who lost it
     */
    static Wording cancelled(Contact to, LocalTimes times, String other, @Nullable Role by, String clinic,
            @Nullable String newDoctor) {
        var language = times.language();
        var subject = dated(language.say("cancelled.subject"), times);
        if (newDoctor != null) {
            return new Wording(subject, language.say("lost.headline"), language.say("lost.sentence", other, newDoctor));
        }
        var sentence = switch (by) {
            case PATIENT, DOCTOR -> language.say(by == to.role() ? "cancelled.by.you" : "cancelled.by.other", other);
            case STAFF -> language.say("cancelled.by.clinic", other, clinic);
            case SYSTEM -> language.say("cancelled.sentence", other);
            case null -> language.say("cancelled.sentence", other);
        };
        return new Wording(subject, language.say("cancelled.headline"), sentence);
    }

    /** The words of a reminder that is read at that moment. */
    static Wording reminder(LocalTimes times, String other, Instant now) {
        return new Wording(dated(times.asSeenAt(now, "reminder.subject"), times),
                times.asSeenAt(now, "reminder.headline"), times.language().say("reminder.sentence", other));
    }

    private static String dated(String subject, LocalTimes times) {
        return subject + ": " + times.inShort();
    }
}
