package dev.medislot.notification.letter;

import dev.medislot.common.VisitMode;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contact;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import net.fortuna.ical4j.validate.ValidationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;

/** Writes mails. They name people and times, and nothing of health. */
@Component
public class Letters {

    private final TemplateEngine html = Templates.html();
    private final TemplateEngine text = Templates.text();
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
        return write("welcome", to, language.say("welcome.subject", clinic.name()), Map.of(), null, null);
    }

    /** A mail about a visit, in the language of its reader. */
    public Letter about(VisitNews news) {
        var words = new VisitWords(news, settings, clinic, clock.instant());
        return write("appointment", news.addressee().to(), words.wording().subject(),
                words.all(change.lastChange(news.visit(), news.kind())), invite(news, words.appointment()),
                news.muteLink());
    }

    /**
     * A mail about the account itself, to the address that the event names.
     *
     * @param person the owner of the account; missing while not known here; a first mail may overtake it
     */
    public Letter account(AccountMailRequested mail, @Nullable Contact person) {
        var language = language(mail, person);
        var wording = AccountWording.of(mail, language);
        var words = new HashMap<String, Object>();
        words.put("headline", wording.subject());
        words.put("sentences", wording.sentences());
        putLink(words, wording);
        // until an address is confirmed, a stranger may have chosen both the address and the name
        var name = mail.kind() == AccountMailRequested.Kind.CONFIRM_EMAIL ? null : mail.firstName();
        return write("account", language, mail.email(), name, wording.subject(), words, null, null);
    }

    private void putLink(Map<String, Object> words, AccountWording wording) {
        var link = wording.link();
        if (link != null) {
            words.put("link", settings.webAddress() + link.path());
            words.put("action", link.action());
        }
    }

    /**
     * A mail about a slot that is held for a patient on the waitlist, with the link that books it.
     *
     * @param addressee the patient, or the guardian of a dependent
     * @param doctor missing if not known here, or erased
     */
    public Letter offer(WaitlistOffered offer, Reachable addressee, @Nullable Contact doctor) {
        var to = addressee.to();
        var language = language(to);
        var owner = VisitWords.owner(addressee, language);
        var zone = to.timeZone();
        var times = LocalTimes.of(offer.slot().start(), offer.slot().end(), zone, language);
        var words = new HashMap<String, Object>();
        words.put("headline", owner.say("offer.headline"));
        words.put("sentence",
                owner.say("offer.sentence", doctor == null ? language.say("offer.doctor") : doctor.name()));
        words.put("date", times.date());
        words.put("time", times.time());
        words.put("zone", times.zone());
        words.put("kind", language.visit(offer.visitTypeName(),
                Duration.between(offer.slot().start(), offer.slot().end()), offer.mode()));
        if (offer.mode() == VisitMode.IN_PERSON && doctor != null && doctor.place() != null) {
            words.put("attend", doctor.place());
        }
        words.put("held", held(offer, zone, language));
        words.put("link", settings.page("/waitlist/%s?token=%s".formatted(offer.entryId(), offer.token())).toString());
        return write("offer", to, language.say("offer.subject") + ": " + times.inShort(), words, null, null);
    }

    private static Language language(AccountMailRequested mail, @Nullable Contact person) {
        if (mail.language() != null) {
            return Language.of(mail.language());
        }
        return person == null ? Language.of("en") : language(person);
    }

    private static String held(WaitlistOffered offer, ZoneId zone, Language language) {
        var until = offer.heldUntil().atZone(zone);
        return until.toLocalDate().equals(offer.occurredAt().atZone(zone).toLocalDate())
                ? language.say("offer.held", language.atTime(until))
                : language.say("offer.held.later", language.momentInSentence(until));
    }

    private static Language language(Contact to) {
        return Language.of(to.language());
    }

    private Letter write(String template, Contact to, String subject, Map<String, Object> words,
            @Nullable String invite, @Nullable URI muteLink) {
        return write(template, language(to), to.email(), to.emailConfirmed() ? to.firstName() : null, subject, words,
                invite, muteLink);
    }

    private Letter write(String template, Language language, String to, @Nullable String name, String subject,
            Map<String, Object> words, @Nullable String invite, @Nullable URI muteLink) {
        try {
            var context = new Context(language.locale(), words);
            context.setVariable("greeting", name == null ? language.say("hello") : language.say("hello.name", name));
            context.setVariable("subject", subject);
            context.setVariable("clinic", clinic.name());
            context.setVariable("color", settings.color());
            context.setVariable("footer", footer(language));
            return new Letter(to, settings.from(), subject, text.process(template, context),
                    html.process(template, context), invite, muteLink, null);
        } catch (TemplateEngineException e) {
            throw new UnwritableLetter(e);
        }
    }

    private String footer(Language language) {
        var replies = settings.replyTo() == null ? language.say("footer.unread")
                : language.say("footer.read", clinic.name());
        var footer = language.say("footer") + " " + replies;
        return clinic.phone() == null ? footer
                : footer + " " + language.say("footer.call", clinic.name(), clinic.phone());
    }

    private @Nullable String invite(VisitNews news, Appointment appointment) {
        try {
            return invite(news.kind(), appointment, news.addressee().to().address());
        } catch (IllegalArgumentException | ValidationException e) {
            throw new UnwritableLetter(e);
        }
    }

    private @Nullable String invite(Kind kind, Appointment appointment, InternetAddress attendee) {
        return switch (kind) {
            case BOOKING_CREATED, BOOKING_MOVED, PLACE_CHANGED ->
                    Calendars.request(appointment, settings.organizer(), attendee);
            case BOOKING_CANCELLED -> Calendars.cancel(appointment, settings.organizer(), attendee);
            case REMINDER, WELCOME, CONFIRM_EMAIL, RESET_PASSWORD, EMAIL_CHANGED, PASSWORD_CHANGED, WAITLIST_OFFER ->
                    null;
        };
    }
}
