package dev.medislot.notification.letter;

import dev.medislot.common.Role;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.notification.projection.Contact;
import java.util.HashMap;
import java.util.Locale;
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

    private static final String FORMER_DOCTOR = "a former doctor";

    private final TemplateEngine html = engine(TemplateMode.HTML, ".html");
    private final TemplateEngine text = engine(TemplateMode.TEXT, ".txt");
    private final LetterProperties settings;

    Letters(LetterProperties settings) {
        this.settings = settings;
    }

    public Letter welcome(Contact to) {
        return write("welcome", to, "Welcome to Medislot", Map.of(), null);
    }

    /**
     * A mail about a visit.
     *
     * @param other the patient or doctor who is not the recipient; missing once erased
     * @param otherDoctor the visit's other doctor; missing without one and once erased
     */
    public Letter about(Visit visit, Kind kind, Contact to, @Nullable Contact other, @Nullable Contact otherDoctor) {
        var otherName = other != null ? other.name() : to.role() == Role.DOCTOR ? "a former patient" : FORMER_DOCTOR;
        var otherDoctorName = visit.otherDoctor() == null ? null
                : otherDoctor != null ? otherDoctor.name() : FORMER_DOCTOR;
        var changes = kind == Kind.BOOKING_MOVED ? Changes.of(visit, to.timeZone(), otherName, otherDoctorName) : null;
        var wording = changes != null ? Wording.of(changes, otherName)
                : Wording.of(kind, to.role(), otherName, otherDoctorName);
        var own = LocalTimes.of(visit.start(), visit.end(), to.timeZone());
        var theirs = other == null ? own : LocalTimes.of(visit.start(), visit.end(), other.timeZone());
        var words = new HashMap<String, Object>();
        words.put("headline", wording.headline());
        words.put("sentence", wording.sentence());
        words.put("off", kind == Kind.BOOKING_CANCELLED);
        words.put("date", own.date());
        words.put("time", own.time());
        words.put("zone", own.zone());
        words.put("other", otherName);
        if (theirs.differFrom(own)) {
            if (!theirs.isSameDateAs(own)) {
                words.put("theirDate", theirs.date());
            }
            words.put("theirTime", theirs.time());
            words.put("theirZone", theirs.zone());
        }
        if (changes != null) {
            words.put("changes", changes.lines());
            if (changes.previousTime() != null) {
                words.put("previous", changes.previousTime());
            }
        }
        return write("appointment", to, wording.subject() + ": " + own.inShort(), words,
                invite(visit, kind, to, otherName, changes));
    }

    /** A mail about the account itself, to the address that the event names. */
    public Letter account(AccountMailRequested mail) {
        var wording = AccountWording.of(mail);
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
        return write("account", mail.email(), name, wording.subject(), words, null);
    }

    private Letter write(String template, Contact to, String subject, Map<String, Object> words,
            @Nullable String invite) {
        return write(template, to.email(), to.emailConfirmed() ? to.firstName() : null, subject, words, invite);
    }

    private Letter write(String template, String to, @Nullable String name, String subject, Map<String, Object> words,
            @Nullable String invite) {
        try {
            var context = new Context(Locale.US, words);
            context.setVariable("greeting", name == null ? "Hello," : "Hello " + name + ",");
            context.setVariable("subject", subject);
            return new Letter(to, settings.from(), subject, text.process(template, context),
                    html.process(template, context), invite);
        } catch (TemplateEngineException e) {
            throw new UnwritableLetter(e);
        }
    }

    private @Nullable String invite(Visit visit, Kind kind, Contact to, String otherName, @Nullable Changes changes) {
        var appointment = new Appointment(visit.bookingId(), visit.version(), visit.changedAt(), visit.start(),
                visit.end(), "Appointment with " + otherName, to.timeZone(), changes == null ? null : changes.note());
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
        return engine;
    }
}
