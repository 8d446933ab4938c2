package dev.medislot.webapp.cancel;

import dev.medislot.client.booking.CancelLink;
import dev.medislot.client.booking.Cancellation;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An appointment that the reader of a mail may cancel, who may be logged in as another person. It is cancelled only
 * when the button is pressed, because mail scanners open links. The token is in the query, so that the page works
 * without JavaScript; it cancels one appointment and shows nothing of its patient.
 */
@Controller
@PagesFor({ Role.PATIENT, Role.DOCTOR, Role.STAFF })
class CancelController {

    /** What the page says, which is also the name of its words. */
    private enum Say {
        ASK, DONE, LATE, BEGUN, WRONG
    }

    @GetMapping("/appointments/{id}/cancellation")
    String page(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "false") boolean changed, Model model, Locale locale) {
        if (token.isEmpty()) {
            return "redirect:/appointments/" + id;
        }
        var visit = find(visitor, id, token);
        var say = visit.map(CancelController::say).orElse(Say.WRONG);
        model.addAttribute("say", say.name()).addAttribute("id", id).addAttribute("token", token);
        model.addAttribute("changed", changed && say == Say.ASK);
        visit.ifPresent(
                found -> model.addAttribute("visit", found).addAttribute("times", new Times(found.timeZone(), locale)));
        if (say == Say.LATE || say == Say.BEGUN) {
            model.addAttribute("clinic", visitor.clinic());
        }
        return "webapp/cancel";
    }

    /** @param version that the page has shown: the clinic may have moved the appointment since */
    @PostMapping("/appointments/{id}/cancellation")
    String cancel(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "0") int version) {
        try {
            visitor.openApi().bookings().cancelByLink(id, new CancelLink(token, version));
        } catch (Conflict e) {
            return back(id, token, e.slug().equals("stale"));
        } catch (InvalidRequest | RuleViolated _) {
            // the page says why
        }
        return back(id, token, false);
    }

    private static String back(UUID id, String token, boolean changed) {
        var page = UriComponentsBuilder.fromPath("/appointments/{id}/cancellation").queryParam("token", "{token}");
        if (changed) {
            page.queryParam("changed", true);
        }
        return "redirect:" + page.encode().buildAndExpand(id, token).toUriString();
    }

    /** Returns empty for a link that does not work. */
    private static Optional<Cancellation> find(Visitor visitor, UUID id, String token) {
        try {
            return Optional.of(visitor.openApi().bookings().cancellation(id, token));
        } catch (InvalidRequest _) {
            return Optional.empty();
        }
    }

    private static Say say(Cancellation visit) {
        var until = visit.changeableUntil();
        if (visit.status() == BookingStatus.CANCELLED) {
            return Say.DONE;
        }
        return until == null ? Say.BEGUN : Instant.now().isAfter(until) ? Say.LATE : Say.ASK;
    }
}
