package dev.medislot.notification.letter;

import dev.medislot.common.Role;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contact;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import net.fortuna.ical4j.validate.ValidationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Writes mails. They name people and times, and nothing of health. */
@Component
public class Letters {

    private final TemplateEngine html = engine(TemplateMode.HTML, ".html");
    private final TemplateEngine text = engine(TemplateMode.TEXT, ".txt");
    private final LetterProperties settings;
    private final ClinicProperties clinic;
    private final ChangeProperties change;
    private final Clock clock;

    Letters(LetterProperties settings, ClinicProperties clinic, ChangeProperties change, Clock clock) {
        this.settings = settings;
        this.clinic = clinic;
        this.change = change;
        this.clock = clock;
    }

    public Letter welcome(Contact to) {
        var language = language(to);
        return write("welcome", to, language.say("welcome.subject", clinic.name()), Map.of(), null);
    }

    /**
     * A mail about a visit, in the recipient's language.
     *
     * @param addressee the recipient, or the guardian of a dependent
     * @param other the patient or doctor who is not the recipient; missing once erased
     * @param otherDoctor the visit's other doctor; missing without one and once erased
     * @param attendance missing if not known
     */
    public Letter about(Visit visit, Kind kind, Reachable addressee, @Nullable Contact other,
            @Nullable Contact otherDoctor, @Nullable Attendance attendance) {
        var to = addressee.to();
        var language = language(to);
        var owner = owner(addressee, language);
        var otherName = other != null ? other.name()
                : language.say(to.role() == Role.DOCTOR ? "former.patient" : "former.doctor");
        var otherDoctorName = visit.otherDoctor() == null ? null
                : otherDoctor != null ? otherDoctor.name() : language.say("former.doctor");
        var changes = kind == Kind.BOOKING_MOVED
                ? Changes.of(visit, to.timeZone(), otherName, otherDoctorName, language)
                : null;
        var own = LocalTimes.of(visit.start(), visit.end(), to.timeZone(), language);
        var wording = changes != null ? Wording.of(changes, own, owner, otherName)
                : wording(visit, kind, to, own, owner, otherName, otherDoctorName);
        var words = new HashMap<String, Object>();
        words.put("headline", wording.headline());
        words.put("sentence", wording.sentence());
        words.put("off", kind == Kind.BOOKING_CANCELLED);
        words.put("date", own.date());
        words.put("time", own.time());
        words.put("zone", own.zone());
        words.put("other", otherName);
        if (other != null) {
            putOtherTimes(words, own, LocalTimes.of(visit.start(), visit.end(), other.timeZone(), language));
        }
        if (changes != null) {
            words.put("changes", changes.lines());
            if (changes.previousTime() != null) {
                words.put("previous", changes.previousTime());
            }
        }
        if (kind != Kind.BOOKING_CANCELLED && attendance != null) {
            words.put("attend", attendance.line(language));
            if (attendance.link() != null) {
                words.put("link", attendance.link().toString());
            }
        }
        if (kind != Kind.BOOKING_CANCELLED && to.role() == Role.PATIENT) {
            words.put("howToChange", howToChange(visit, to, language));
        }
        return write("appointment", to, wording.subject(), words,
                invite(visit, kind, to, owner.title(otherName), changes, attendance));
    }

    private Wording wording(Visit visit, Kind kind, Contact to, LocalTimes own, Owner owner, String other,
            @Nullable String otherDoctor) {
        return switch (kind) {
            case BOOKING_CREATED -> Wording.created(to, own, owner, other, otherDoctor);
            case BOOKING_CANCELLED -> Wording.cancelled(to, own, owner, other, visit.by(), clinic.name(), otherDoctor);
            case REMINDER -> Wording.reminder(own, owner, other, clock.instant());
            case BOOKING_MOVED, WELCOME, CONFIRM_EMAIL, RESET_PASSWORD, EMAIL_CHANGED, PASSWORD_CHANGED ->
                    throw new IllegalArgumentException(kind + " has other words");
        };
    }

    private static void putOtherTimes(Map<String, Object> words, LocalTimes own, LocalTimes theirs) {
        if (theirs.differFrom(own)) {
            if (!theirs.isSameDateAs(own)) {
                words.put("theirDate", theirs.date());
            }
            words.put("theirTime", theirs.time());
            words.put("theirZone", theirs.zone());
        }
    }

    /** Until when the patient may move or cancel; after that, how to reach the clinic. */
    private String howToChange(Visit visit, Contact to, Language language) {
        var last = change.lastChange(visit);
        if (clock.instant().isBefore(last)) {
            return language.say("change.until", language.moment(last.atZone(to.timeZone())));
        }
        return clinic.phone() == null ? language.say("change.ask", clinic.name())
                : language.say("change.call", clinic.name(), clinic.phone());
    }

    /**
     * A mail about the account itself, to the address that the event names.
     *
     * @param person the owner of the account; missing while not known here
     */
    public Letter account(AccountMailRequested mail, @Nullable Contact person) {
        var language = person == null ? Language.of("en") : language(person);
        var wording = AccountWording.of(mail, language);
        var words = new HashMap<String, Object>();
        words.put("headline", wording.subject());
        words.put("sentences", wording.sentences());
        var link = wording.link();
        if (link != null) {
            words.put("link", settings.webAddress() + link.path());
            words.put("action", link.action());
        }
        // until an address is confirmed, a stranger may have chosen both the address and the name
        var name = mail.kind() == AccountMailRequested.Kind.CONFIRM_EMAIL ? null : mail.firstName();
        return write("account", language, mail.email(), name, wording.subject(), words, null);
    }

    private static Language language(Contact to) {
        return Language.of(to.language());
    }

    /** Until an address is confirmed, a stranger may have chosen both the address and the names of dependents. */
    private static Owner owner(Reachable addressee, Language language) {
        var recipient = addressee.recipient();
        return new Owner(language, recipient.equals(addressee.to()) ? null
                : addressee.to().emailConfirmed() ? recipient.name() : language.say("dependent"));
    }

    private Letter write(String template, Contact to, String subject, Map<String, Object> words,
            @Nullable String invite) {
        return write(template, language(to), to.email(), to.emailConfirmed() ? to.firstName() : null, subject, words,
                invite);
    }

    private Letter write(String template, Language language, String to, @Nullable String name, String subject,
            Map<String, Object> words, @Nullable String invite) {
        try {
            var context = new Context(language.locale(), words);
            context.setVariable("greeting", name == null ? language.say("hello") : language.say("hello.name", name));
            context.setVariable("subject", subject);
            context.setVariable("clinic", clinic.name());
            context.setVariable("color", settings.color());
            context.setVariable("footer", clinic.phone() == null ? language.say("footer")
                    : language.say("footer.call", clinic.name(), clinic.phone()));
            return new Letter(to, settings.from(), subject, text.process(template, context),
                    html.process(template, context), invite);
        } catch (TemplateEngineException e) {
            throw new UnwritableLetter(e);
        }
    }

    private @Nullable String invite(Visit visit, Kind kind, Contact to, String title, @Nullable Changes changes,
            @Nullable Attendance attendance) {
        var appointment = new Appointment(visit.bookingId(), visit.version(), visit.changedAt(), visit.start(),
                visit.end(), title, to.timeZone(), changes == null ? null : changes.note(),
                kind == Kind.BOOKING_CANCELLED ? null : attendance);
        try {
            return switch (kind) {
                case BOOKING_CREATED, BOOKING_MOVED -> Calendars.request(appointment, settings.address(), to.address());
                case BOOKING_CANCELLED -> Calendars.cancel(appointment, settings.address(), to.address());
                case REMINDER, WELCOME, CONFIRM_EMAIL, RESET_PASSWORD, EMAIL_CHANGED, PASSWORD_CHANGED -> null;
            };
        } catch (IllegalArgumentException | ValidationException e) {
            throw new UnwritableLetter(e);
        }
    }

    private static TemplateEngine engine(TemplateMode mode, String suffix) {
        var templates = new ClassLoaderTemplateResolver(Letters.class.getClassLoader());
        templates.setTemplateMode(mode);
        templates.setPrefix("templates/");
        templates.setSuffix(suffix);
        templates.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(Language.WORDS);
        return engine;
    }
}
