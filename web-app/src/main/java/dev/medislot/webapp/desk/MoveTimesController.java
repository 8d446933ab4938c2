package dev.medislot.webapp.desk;

import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Polls;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Follows the times to which a booking can move. It reads no booking, which would be in the access trail. */
@Controller
@PagesFor(Role.STAFF)
class MoveTimesController {

    /**
     * Answers the times of a page that asks again and again, or nothing if they are still the same.
     *
     * @param seen the fingerprint of the times that the page shows
     * @param since when the page was opened, in seconds since 1970
     * @param slot the time that is chosen in the page; null for none
     */
    @GetMapping("/desk/appointments/{id}/times")
    Object changed(Visitor visitor, @PathVariable UUID id, MoveTimes search, @RequestParam String seen,
            @RequestParam long since, @RequestParam(required = false) @Nullable SlotId slot,
            HttpServletResponse response, Model model, Locale locale) {
        var now = Instant.now();
        model.addAttribute("id", id).addAttribute("search", search).addAttribute("now", now);
        if (Polls.end(since, Polls.OF_TIMES, response)) {
            return "webapp/desk/times :: ended";
        }
        var times = visitor.clinicTimes(locale);
        var days = search.days(visitor.api().openings(), times.zone());
        var found = MoveTimes.fingerprint(days);
        if (found.equals(seen)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("moves", days).addAttribute("seen", found).addAttribute("since", since);
        model.addAttribute("times", times).addAttribute("local", new Times(search.zone(), locale));
        model.addAttribute("chosen", slot);
        return "webapp/desk/times :: changed";
    }
}
