package dev.medislot.webapp.desk;

import dev.medislot.common.Role;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Polls;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.desk.TakenTime.Visit;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Follows whether a time is still free while a patient is looked up for it. It reads no patient. */
@Controller
@PagesFor(Role.STAFF)
class TakenTimeController {

    /**
     * Answers what a page that asks again and again has to say about its time, or nothing if it says so already.
     *
     * @param why the type of the problem with which an attempt was refused; empty for none
     * @param seen the fingerprint of what the page shows
     * @param since when the page was opened, in seconds since 1970
     */
    @GetMapping("/desk/book/{slot}/taken")
    Object changed(Visitor visitor, Visit visit, @RequestParam(defaultValue = "") String why, @RequestParam String seen,
            @RequestParam long since, HttpServletResponse response, Model model, Locale locale) {
        if (Polls.end(since, Polls.OF_TIMES, response)) {
            model.addAttribute("visit", visit);
            return "webapp/desk/taken :: ended";
        }
        var api = visitor.api();
        var times = visitor.clinicTimes(locale);
        var taken = TakenTime.of(api, visit, WantedSlot.of(api, visit.slot()), why, times.zone());
        if (taken.fingerprint().equals(seen)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("taken", taken).addAttribute("times", times).addAttribute("since", since);
        return "webapp/desk/taken :: taken";
    }
}
