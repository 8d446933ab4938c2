package dev.medislot.notification.letter;

import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** One mail about a visit in the words of its reader, by their names in the templates. */
final class VisitWords {

    /**
     * A time to book instead of a cancelled visit.
     *
     * @param with names the doctor, if it is not that of the cancelled visit
     */
    record OpeningLink(String time, @Nullable String with, String link) {}

    private final VisitNews news;
    private final LetterProperties settings;
    private final ClinicProperties clinic;
    private final Instant now;
    private final MailedVisit visit;
    private final Contact to;
    private final Language language;
    private final Owner owner;
    private final String other;
    private final @Nullable String otherDoctor;
    private final LocalTimes times;
    private final @Nullable Changes changes;

    VisitWords(VisitNews news, LetterProperties settings, ClinicProperties clinic, Instant now) {
        this.news = news;
        this.settings = settings;
        this.clinic = clinic;
        this.now = now;
        this.visit = news.visit();
        this.to = news.addressee().to();
        this.language = Language.of(to.language());
        this.owner = owner(news.addressee(), language);
        this.other = news.other() != null ? news.other().name()
                : language.say(isForPatient() ? "former.doctor" : "former.patient");
        this.otherDoctor = visit.otherDoctor() == null ? null
                : news.otherDoctor() != null ? news.otherDoctor().name() : language.say("former.doctor");
        this.times = LocalTimes.of(visit.start(), visit.end(), to.timeZone(), language);
        this.changes = news.kind() != Kind.BOOKING_MOVED ? null
                : Changes.of(news, to.timeZone(), other, otherDoctor, language);
    }

    /** Until an address is confirmed, a stranger may have chosen both the address and the names of dependents. */
    static Owner owner(Reachable addressee, Language language) {
        var recipient = addressee.recipient();
        return new Owner(language, recipient.equals(addressee.to()) ? null
                : addressee.to().emailConfirmed() ? recipient.name() : language.say("dependent"));
    }

    Wording wording() {
        if (changes != null) {
            return Wording.of(changes, times, owner, other);
        }
        return switch (news.kind()) {
            case BOOKING_CREATED -> Wording.created(to, times, owner, other, otherDoctor);
            case BOOKING_CANCELLED ->
                    Wording.cancelled(to, times, owner, other, visit.by(), clinic.name(), otherDoctor);
            case PLACE_CHANGED -> isPlaceOpen() ? Wording.placeOpen(times, owner, other, visit.mode())
                    : Wording.placeChanged(times, owner, other, visit.mode());
            case REMINDER -> Wording.reminder(times, owner, other, now);
            case BOOKING_MOVED, WELCOME, CONFIRM_EMAIL, RESET_PASSWORD, EMAIL_CHANGED, PASSWORD_CHANGED,
                    WAITLIST_OFFER -> throw new IllegalArgumentException(news.kind() + " has other words");
        };
    }

    /** @param lastChange the last moment at which the patient may move or cancel */
    Map<String, Object> all(Instant lastChange) {
        var words = new HashMap<String, Object>();
        putWording(words);
        putTimes(words);
        putTheirTime(words);
        putCancellation(words);
        putHowToAttend(words);
        putHowToChange(words, lastChange);
        putPage(words, lastChange);
        putCancelLink(words, lastChange);
        putMuteLink(words);
        return words;
    }

    private void putWording(Map<String, Object> words) {
        var wording = wording();
        words.put("headline", wording.headline());
        words.put("sentence", wording.sentence());
        if (changes != null) {
            words.put("changes", changes.list());
        }
        var place = changeOfPlace();
        if (place != null) {
            words.put("changes", List.of(place));
        }
    }

    /** Whether the doctor has no place or link yet, or no longer one. */
    private boolean isPlaceOpen() {
        var doctor = news.other();
        return news.attendance() == null && doctor != null
                && Attendance.address(visit.mode(), doctor, clinic.videoLink()) == null;
    }

    /** Missing where the reader never read of the place, because their address is not confirmed. */
    private @Nullable ChangedDetail changeOfPlace() {
        var former = visit.previousPlace();
        var attendance = news.attendance();
        return former == null || attendance == null || former.equals(attendance.where()) ? null
                : new ChangedDetail(language.say("changed.place"), attendance.where(), former);
    }

    private void putCancellation(Map<String, Object> words) {
        if (news.isCancelled()) {
            if (visit.cause() != null) {
                words.put("cause", cause(visit.cause()));
            }
            words.put("openings", news.openings().stream().map(this::link).toList());
        }
    }

    private void putPage(Map<String, Object> words, Instant lastChange) {
        if (!news.isLost()) {
            words.put("page", settings.bookingPage(visit.bookingId(), to.role()).toString());
            words.put("toPage", toPage(lastChange));
        }
        if (!news.isCancelled() && news.kind() != Kind.REMINDER) {
            words.put("declined", owner.say("declined"));
        }
    }

    /** Until an address is confirmed, its reader may be a stranger. */
    private void putCancelLink(Map<String, Object> words, Instant lastChange) {
        if (isForPatient() && !news.isCancelled() && now.isBefore(lastChange) && to.emailConfirmed()
                && to.linkKey() != null) {
            words.put("cancelLink", settings.cancelPage(visit.bookingId()).toString());
        }
    }

    private void putMuteLink(Map<String, Object> words) {
        if (news.muteLink() != null) {
            words.put("muteLink", news.muteLink().toString());
            words.put("mute", owner.say("mute"));
        }
    }

    private void putTimes(Map<String, Object> words) {
        words.put("off", news.isCancelled());
        words.put("date", times.date());
        words.put("time", times.time());
        words.put("zone", times.zone());
        words.put("kind", language.visit(to.emailConfirmed() ? visit.visitTypeName() : null,
                Duration.between(visit.start(), visit.end()), visit.mode()));
        words.put("other", other);
        if (changes != null && changes.previousTime() != null) {
            words.put("previous", changes.previousTime());
        }
    }

    /** The time where the other person is, if clocks there show a different one. */
    private void putTheirTime(Map<String, Object> words) {
        var person = news.other();
        var theirs = person == null ? times : LocalTimes.of(visit.start(), visit.end(), person.timeZone(), language);
        if (theirs.differFrom(times)) {
            words.put("theirTime", theirs.time());
            words.put("theirZone", theirs.zone());
            if (!theirs.isSameDateAs(times)) {
                words.put("theirDate", theirs.date());
            }
        }
    }

    /** Says nothing of a place that the list of changes has already. */
    private void putHowToAttend(Map<String, Object> words) {
        var attendance = news.attendance();
        var isListed = changeOfPlace() != null || (changes != null && changes.place() != null);
        if (attendance != null && !news.isCancelled() && !isListed) {
            words.put("attend", attendance.line(language));
            if (attendance.link() != null) {
                words.put("link", attendance.link().toString());
            }
        }
        if (isLinkMissing() && !news.isCancelled() && news.kind() != Kind.PLACE_CHANGED) {
            words.put("attend", language.say("attend.unlinked"));
        }
    }

    /** Whether the patient gets another mail once the doctor has a link. */
    private boolean isLinkMissing() {
        return isForPatient() && to.emailConfirmed() && visit.mode() == VisitMode.VIDEO && isPlaceOpen();
    }

    /** Says until when the patient may move or cancel, and after that how to reach the clinic. */
    private void putHowToChange(Map<String, Object> words, Instant lastChange) {
        if (isForPatient() && !news.isCancelled()) {
            words.put("howToChange",
                    now.isBefore(lastChange)
                            ? language.say("change.until", language.momentInSentence(lastChange.atZone(to.timeZone())))
                            : clinic.phone() == null ? language.say("change.ask", clinic.name())
                                    : language.say("change.call", clinic.name(), clinic.phone()));
        }
    }

    private String cause(WithdrawalCause cause) {
        return switch (cause) {
            case LICENSE -> language.say(isForPatient() ? "cause.license.patient" : "cause.license.doctor", other,
                    String.valueOf(visit.patientState()));
            case CLOSURE -> language.say("cause.closure", clinic.name());
        };
    }

    private String toPage(Instant lastChange) {
        if (news.isCancelled()) {
            return language.say("page.see");
        }
        return !isForPatient() ? language.say("page.cancel")
                : language.say(now.isBefore(lastChange) ? "page.change" : "page.see");
    }

    private OpeningLink link(NextOpening opening) {
        var time = LocalTimes.of(opening.start(), opening.start(), to.timeZone(), language).inShort();
        return new OpeningLink(time,
                opening.doctor().equals(visit.doctor()) ? null : language.say("openings.with", opening.doctorName()),
                settings.page("/book/" + opening.slotId() + whoAndWhere()).toString());
    }

    /** The state and the dependent of the visit, because the page otherwise takes those of its reader. */
    private String whoAndWhere() {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        if (visit.patientState() != null) {
            query.add("state=" + visit.patientState());
        }
        var recipient = news.addressee().recipient();
        if (!recipient.equals(to)) {
            query.add("patient=" + recipient.personId());
        }
        return query.toString();
    }

    /** The entry in the reader's calendar; its note has the link too, because many calendars show no URL. */
    Appointment appointment() {
        var note = new ArrayList<String>(changes == null ? List.of() : changes.note());
        var place = changeOfPlace();
        if (place != null) {
            note.add(place.line(language));
        }
        var page = news.isLost() ? null : settings.bookingPage(visit.bookingId(), to.role());
        if (page != null && !news.isCancelled()) {
            note.add(owner.pageNote(page));
        }
        return new Appointment(visit.bookingId(), visit.version() + news.inviteUpdates(), visit.changedAt(),
                visit.start(), visit.end(), owner.title(other), to.timeZone(),
                note.isEmpty() ? null : String.join("\n", note), news.isCancelled() ? null : news.attendance(), page);
    }

    private boolean isForPatient() {
        return to.role() == Role.PATIENT;
    }
}
