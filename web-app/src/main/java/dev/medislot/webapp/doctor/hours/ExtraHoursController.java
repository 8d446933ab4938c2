package dev.medislot.webapp.doctor.hours;

import dev.medislot.client.doctor.NewTimeslot;
import dev.medislot.client.problem.NotFound;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.doctor.Edits;
import dev.medislot.webapp.doctor.Edits.Edit;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Extra hours on one date, beside those of the week. */
@Controller
@PagesFor(Role.DOCTOR)
class ExtraHoursController {

    private static final String EXTRA = "typedExtra";

    /** The fields of the form as they were typed; the API refuses a time without a date. */
    record ExtraForm(@DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate date, String start, String end) {

        NewTimeslot timeslot() {
            var last = date != null && end.compareTo(start) <= 0 ? date.plusDays(1) : date;
            return new NewTimeslot(at(date, start), at(last, end), false, null);
        }

        private static String at(@Nullable LocalDate date, String time) {
            return (date == null ? "" : date) + "T" + time;
        }
    }

    private final Edits edits;
    private final FormErrors errors;
    private final HoursController hours;

    ExtraHoursController(Edits edits, FormErrors errors, HoursController hours) {
        this.edits = edits;
        this.errors = errors;
        this.hours = hours;
    }

    @PostMapping("/doctor/hours/extra")
    String add(Visitor visitor, @ModelAttribute(EXTRA) ExtraForm form, @RequestParam String key, Model model,
            Locale locale) {
        var edit = new Edit("extra", "/doctor/hours?done=extra", () -> again(visitor, form, model, locale));
        return edits.make(visitor, edit, model, locale,
                consequences -> visitor.api()
                        .hours()
                        .addTimeslot(visitor.doctor(), form.timeslot(), Edits.key(key, consequences), consequences)
                        .affectedBookings());
    }

    @PostMapping("/doctor/hours/extra/{id}/remove")
    String remove(Visitor visitor, @PathVariable UUID id, Model model, Locale locale) {
        var edit = new Edit("extra", "/doctor/hours?done=removed", () -> again(visitor, model, locale));
        try {
            return edits.make(visitor, edit, model, locale,
                    consequences -> visitor.api()
                            .hours()
                            .removeTimeslot(visitor.doctor(), id, null, consequences)
                            .affectedBookings());
        } catch (NotFound _) {
            // a second press of the button
            return "redirect:/doctor/hours?done=removed";
        }
    }

    /** The form has one date for both times. */
    private String again(Visitor visitor, ExtraForm form, Model model, Locale locale) {
        if (form.date() == null) {
            errors.move("start", model, wrong("start", form.start()));
            errors.move("end", model, wrong("end", form.end()));
        }
        return again(visitor, model, locale);
    }

    private static String[] wrong(String field, String typed) {
        return typed.isBlank() ? new String[] { "date", field } : new String[] { "date" };
    }

    private String again(Visitor visitor, Model model, Locale locale) {
        var found = model.getAttribute("errors");
        var problem = model.getAttribute("problem");
        var page = hours.page(visitor, "", model, locale);
        model.addAttribute("errors", found).addAttribute("problem", problem);
        return page;
    }
}
