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

    /** The message of the page; its name is the key of the text. */
    private enum Message {
        ASK, DONE, LATE, BEGUN, WRONG
    }

    @GetMapping("/appointments/{id}/cancellation")
    String page(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "false") boolean changed, Model model, Locale locale) {
        if (token.isEmpty()) {
            return "redirect:/appointments/" + id;
        }
        var visit = find(visitor, id, token);
        var message = visit.map(CancelController::message).orElse(Message.WRONG);
        model.addAttribute("message", message.name()).addAttribute("id", id).addAttribute("token", token);
        model.addAttribute("changed", changed && message == Message.ASK);
        visit.ifPresent(
                found -> model.addAttribute("visit", found).addAttribute("times", new Times(found.timeZone(), locale)));
        if (message == Message.LATE || message == Message.BEGUN) {
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

    private static Message message(Cancellation visit) {
        var until = visit.changeableUntil();
        if (visit.status() == BookingStatus.CANCELLED) {
            return Message.DONE;
        }
        return until == null ? Message.BEGUN : Instant.now().isAfter(until) ? Message.LATE : Message.ASK;
    }
}
