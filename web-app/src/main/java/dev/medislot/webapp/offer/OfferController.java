package dev.medislot.webapp.offer;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.OfferBooking;
import dev.medislot.client.booking.WaitlistEntry;
import dev.medislot.client.booking.WaitlistEntry.Offer;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.VisitTypes;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A time that the waitlist holds, for its patient and for the reader of the mail about it, who may be logged in as
 * another person. It is booked or declined only when a button is pressed, because mail scanners open links. The token
 * is in the query, so that the page works without JavaScript; it opens one offer, for minutes.
 */
@Controller
@PagesFor({ Role.PATIENT, Role.DOCTOR, Role.STAFF })
class OfferController {

    private final FormErrors errors;
    private final VisitTypes visitTypes;

    OfferController(FormErrors errors, VisitTypes visitTypes) {
        this.errors = errors;
        this.visitTypes = visitTypes;
    }

    @GetMapping("/waitlist/{id}")
    String page(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String done, Model model, Locale locale) {
        if (isUnknown(visitor, token)) {
            return logIn(id);
        }
        errors.none(model);
        model.addAttribute("declined", done.equals("declined"));
        return show(visitor, id, token, model, locale);
    }

    /**
     * Books the time that the page has shown.
     *
     * @param insteadOf the booking that moves to the time; null for a new one
     */
    @PostMapping("/waitlist/{id}")
    String book(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String token,
            @RequestParam(required = false) @Nullable SlotId slotId,
            @RequestParam(required = false) @Nullable UUID insteadOf, @RequestParam String key,
            HttpServletResponse response, Model model, Locale locale) {
        if (isUnknown(visitor, token)) {
            return logIn(id);
        }
        var seen = find(visitor, id, token);
        try {
            var booking = api(visitor, token).waitlist()
                    .book(id, new OfferBooking(given(token), named(token, slotId), null, insteadOf), key);
            return token.isEmpty()
                    ? "redirect:/appointments/%s?done=%s".formatted(booking.id(),
                            insteadOf == null ? "booked" : "moved")
                    : booked(booking, seen.map(WaitlistEntry::offer), model, locale);
        } catch (Conflict | RuleViolated | InvalidRequest e) {
            errors.refuse(e, response, model, locale);
            return showAgain(visitor, id, token, slotId, response, model, locale);
        }
    }

    @PostMapping("/waitlist/{id}/decline")
    String decline(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String token,
            @RequestParam(required = false) @Nullable SlotId slotId, HttpServletResponse response, Model model,
            Locale locale) {
        if (isUnknown(visitor, token)) {
            return logIn(id);
        }
        try {
            api(visitor, token).waitlist().decline(id, given(token), named(token, slotId));
        } catch (Conflict e) {
            errors.refuse(e, response, model, locale);
            return showAgain(visitor, id, token, slotId, response, model, locale);
        } catch (InvalidRequest | NotFound _) {
            // the page says that the link does not work
        }
        return "redirect:" + UriComponentsBuilder.fromPath("/waitlist/{id}")
                .queryParam("token", "{token}")
                .queryParam("done", "declined")
                .encode()
                .buildAndExpand(id, token)
                .toUriString();
    }

    /** A token needs no login, and works also while that of the visitor has ended. */
    private static MedislotClient api(Visitor visitor, String token) {
        return token.isEmpty() ? visitor.api() : visitor.openApi();
    }

    private static boolean isUnknown(Visitor visitor, String token) {
        return token.isEmpty() && !visitor.loggedIn();
    }

    private static String logIn(UUID id) {
        return "redirect:/login?next=/waitlist/" + id;
    }

    private static @Nullable String given(String token) {
        return token.isEmpty() ? null : token;
    }

    /** Names the offer by the slot that the page has shown; a token names its offer itself. */
    private static @Nullable SlotId named(String token, @Nullable SlotId slotId) {
        return token.isEmpty() ? slotId : null;
    }

    /** Returns empty for an invalid link, and without a link unless a patient is logged in. */
    private static Optional<WaitlistEntry> find(Visitor visitor, UUID id, String token) {
        try {
            return token.isEmpty() && visitor.role() != Role.PATIENT ? Optional.empty()
                    : Optional.of(api(visitor, token).waitlist().get(id, given(token)));
        } catch (InvalidRequest | NotFound _) {
            return Optional.empty();
        }
    }

    /** Shows the page after a refusal, and says so if another time than the page has shown is held by now. */
    private String showAgain(Visitor visitor, UUID id, String token, @Nullable SlotId shown,
            HttpServletResponse response, Model model, Locale locale) {
        model.addAttribute("declined", false);
        var page = show(visitor, id, token, model, locale);
        if (shown != null && model.getAttribute("offer") instanceof Offer offer && !offer.slotId().equals(shown)) {
            errors.refuse("slotId", "offer.other", response, model, locale);
        }
        return page;
    }

    private String show(Visitor visitor, UUID id, String token, Model model, Locale locale) {
        var entry = find(visitor, id, token).orElse(null);
        model.addAttribute("id", id).addAttribute("token", token).addAttribute("key", UUID.randomUUID());
        model.addAttribute("entry", entry).addAttribute("booking", null).addAttribute("offer", null);
        model.addAttribute("heading", "offer.over");
        if (entry != null && entry.offer() != null) {
            show(api(visitor, token), entry.offer(), model, locale);
        }
        return "webapp/offer";
    }

    private void show(MedislotClient api, Offer offer, Model model, Locale locale) {
        var doctor = Pending.of(() -> api.doctors().get(offer.doctorId()));
        var type = offer.slotId().visitType();
        model.addAttribute("visitType", type == null ? null : visitTypes.find(type).orElse(null));
        model.addAttribute("heading", "offer.title").addAttribute("offer", offer).addAttribute("doctor", doctor.get());
        model.addAttribute("times", new Times(offer.timeZone(), locale));
    }

    /** Names the appointment, in the zone of the offer, because the reader may be unable to open its page. */
    private static String booked(Booking booking, Optional<Offer> offer, Model model, Locale locale) {
        var zone = offer.map(Offer::timeZone).orElse(booking.patientState().zones().getFirst());
        model.addAttribute("heading", "offer.done").addAttribute("booking", booking);
        model.addAttribute("times", new Times(zone, locale));
        return "webapp/offer";
    }
}
