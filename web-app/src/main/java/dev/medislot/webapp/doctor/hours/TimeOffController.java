package dev.medislot.webapp.doctor.hours;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.doctor.TimeOff;
import dev.medislot.client.problem.NotFound;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.doctor.Edits;
import dev.medislot.webapp.doctor.Edits.Edit;
import dev.medislot.webapp.doctor.hours.TimeOffForm.Wrong;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The time off of the doctor. */
@Controller
@PagesFor(Role.DOCTOR)
class TimeOffController {

    private static final String PAGE = "/doctor/time-off";
    private static final String TYPED = "typedOff";

    /**
     * An entry as the list shows it.
     *
     * @param wholeDays whether it begins and ends at midnight
     * @param last the last day, which it covers wholly if there are whole days only
     */
    record Row(UUID id, LocalDateTime start, LocalDateTime end, boolean wholeDays, LocalDate last,
            @Nullable String reason) {

        static Row of(TimeOff timeOff) {
            var start = LocalDateTime.parse(timeOff.start());
            var end = LocalDateTime.parse(timeOff.end());
            var whole = start.toLocalTime().equals(LocalTime.MIDNIGHT) && end.toLocalTime().equals(LocalTime.MIDNIGHT);
            return new Row(timeOff.id(), start, end, whole, whole ? end.toLocalDate().minusDays(1) : end.toLocalDate(),
                    timeOff.reason());
        }
    }

    private final Edits edits;
    private final FormErrors errors;

    TimeOffController(Edits edits, FormErrors errors) {
        this.edits = edits;
        this.errors = errors;
    }

    @GetMapping(PAGE)
    String page(Visitor visitor, @RequestParam(defaultValue = "") String done, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute(TYPED, TimeOffForm.BLANK);
        return show(visitor, model, locale);
    }

    @PostMapping(PAGE)
    String take(Visitor visitor, @ModelAttribute(TYPED) TimeOffForm form, @RequestParam String key,
            HttpServletResponse response, Model model, Locale locale) {
        var wrong = wrong(visitor, form);
        if (wrong.isPresent()) {
            errors.refuse(wrong.get().field(), wrong.get().words(), response, model, locale);
            return show(visitor, model, locale);
        }
        var edit = new Edit("timeOff", PAGE + "?done=taken", () -> again(visitor, form, model, locale));
        return edits.make(visitor, edit, model, locale,
                consequences -> visitor.api()
                        .hours()
                        .takeTimeOff(visitor.doctor(), form.request(), Edits.key(key, consequences), consequences)
                        .affectedBookings());
    }

    private static Optional<Wrong> wrong(Visitor visitor, TimeOffForm form) {
        var wrong = form.wrong(LocalDate.now(visitor.api().doctors().get(visitor.doctor()).timeZone()));
        return wrong.isPresent() || form.first() == null ? wrong
                : rows(visitor).filter(row -> form.isWithin(row.start(), row.end()))
                        .findFirst()
                        .map(_ -> new Wrong("first", "off.twice"));
    }

    private static Stream<Row> rows(Visitor visitor) {
        return MedislotClient.all(next -> visitor.api().hours().timeOff(visitor.doctor(), next)).map(Row::of);
    }

    @PostMapping(PAGE + "/{id}/remove")
    String remove(Visitor visitor, @PathVariable UUID id, Model model, Locale locale) {
        model.addAttribute(TYPED, TimeOffForm.BLANK);
        var edit = new Edit("timeOff", PAGE + "?done=removed", () -> show(visitor, model, locale));
        try {
            return edits.make(visitor, edit, model, locale,
                    consequences -> visitor.api()
                            .hours()
                            .cancelTimeOff(visitor.doctor(), id, consequences)
                            .affectedBookings());
        } catch (NotFound _) {
            // a second press of the button
            return "redirect:" + edit.done();
        }
    }

    /** The form has a field for the day and one for the time, where the API has one for both. */
    private String again(Visitor visitor, TimeOffForm form, Model model, Locale locale) {
        errors.move("start", model, form.first() == null || isBlank(form.startTime()) ? "first" : "startTime");
        errors.move("end", model, endField(form));
        return show(visitor, model, locale);
    }

    /** The last day is optional: without any day, the first one is missing. */
    private static String endField(TimeOffForm form) {
        if (form.first() == null && form.last() == null) {
            return "first";
        }
        return isBlank(form.endTime()) ? "last" : "endTime";
    }

    private static String show(Visitor visitor, Model model, Locale locale) {
        var rows = Pending.of(() -> rows(visitor).toList());
        var zone = visitor.api().doctors().get(visitor.doctor()).timeZone();
        model.addAttribute("times", new Times(zone, locale)).addAttribute("today", LocalDate.now(zone));
        Edits.addKey(model);
        model.addAttribute("parts", DayPart.values());
        model.addAttribute("rows", rows.get());
        return "webapp/doctor/time-off";
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
