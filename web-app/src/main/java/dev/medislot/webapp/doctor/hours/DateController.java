package dev.medislot.webapp.doctor.hours;

import dev.medislot.client.doctor.DateHours;
import dev.medislot.client.doctor.NewDateHours;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Tags;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.doctor.Edits;
import dev.medislot.webapp.doctor.Edits.Edit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The hours of one date instead of the week's. */
@Controller
@PagesFor(Role.DOCTOR)
class DateController {

    private final Edits edits;
    private final FormErrors errors;

    DateController(Edits edits, FormErrors errors) {
        this.edits = edits;
        this.errors = errors;
    }

    /** The form that chooses a date leads here. */
    @GetMapping("/doctor/hours/date")
    String choose(@RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate date) {
        return "redirect:/doctor/hours" + (date == null ? "" : "/dates/" + date);
    }

    @GetMapping("/doctor/hours/dates/{date}")
    String page(Visitor visitor, @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date, Model model,
            Locale locale) {
        errors.none(model);
        var asked = Pending.of(() -> stored(visitor, date));
        addTimes(visitor, model, locale);
        var stored = asked.get();
        return show(date, typed(stored), Tags.of(stored), model);
    }

    /**
     * Saves the hours of the date, or changes only the form.
     *
     * @param step the button that adds or removes a window; {@code off} for a day off; empty to save
     */
    @PostMapping("/doctor/hours/dates/{date}")
    String save(Visitor visitor, @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date,
            @RequestParam MultiValueMap<String, String> form, @RequestParam(defaultValue = "") String step,
            @RequestParam String version, Model model, Locale locale) {
        var typed = WindowForm.read(form, "");
        if (step.equals("add") || step.matches("remove-\\d{1,3}")) {
            errors.none(model);
            return show(visitor, date, after(step, typed), version, model, locale);
        }
        if (typed.stream().anyMatch(WindowForm::isIncomplete) && !step.equals("off")) {
            edits.refuse("hours.incomplete", model, locale);
            return show(visitor, date, typed, version, model, locale);
        }
        var wanted = step.equals("off") ? new NewDateHours(List.of()) : request(typed);
        var edit = new Edit("date", "/doctor/hours?done=date",
                () -> again(visitor, date, typed, version, model, locale));
        return edits.make(visitor, edit, model, locale,
                consequences -> visitor.api()
                        .hours()
                        .setDateHours(visitor.doctor(), date, wanted, version, consequences)
                        .affectedBookings());
    }

    /** Returns the date to the week. */
    @PostMapping("/doctor/hours/dates/{date}/remove")
    String remove(Visitor visitor, @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date, Model model,
            Locale locale) {
        var edit = new Edit("date", "/doctor/hours?done=date-removed",
                () -> again(visitor, date, typed(stored(visitor, date)), "", model, locale));
        return edits.make(visitor, edit, model, locale,
                consequences -> visitor.api()
                        .hours()
                        .removeDateHours(visitor.doctor(), date, null, consequences)
                        .affectedBookings());
    }

    private static List<WindowForm> after(String step, List<WindowForm> typed) {
        var changed = new ArrayList<>(typed);
        if (step.equals("add")) {
            changed.add(WindowForm.BLANK);
        } else {
            var index = Integer.parseInt(step.substring("remove-".length()));
            if (index < changed.size()) {
                changed.remove(index);
            }
        }
        return changed;
    }

    private static NewDateHours request(List<WindowForm> typed) {
        return new NewDateHours(typed.stream()
                .filter(window -> !window.isBlank())
                .map(window -> new DateHours.Window(window.start(), window.lastsUntil()))
                .toList());
    }

    private static List<WindowForm> typed(ResponseEntity<DateHours> stored) {
        return hours(stored).windows().stream().map(it -> WindowForm.of(it.start(), it.end())).toList();
    }

    /** If the date has other hours by now, they are shown too, and the next attempt replaces them. */
    private static String again(Visitor visitor, LocalDate date, List<WindowForm> typed, String version, Model model,
            Locale locale) {
        if (!"stale".equals(model.getAttribute("slug"))) {
            return show(visitor, date, typed, version, model, locale);
        }
        var stored = stored(visitor, date);
        model.addAttribute("present", typed(stored));
        return show(visitor, date, typed, Tags.of(stored), model, locale);
    }

    private static String show(Visitor visitor, LocalDate date, List<WindowForm> windows, String version, Model model,
            Locale locale) {
        addTimes(visitor, model, locale);
        return show(date, windows, version, model);
    }

    private static void addTimes(Visitor visitor, Model model, Locale locale) {
        model.addAttribute("times", new Times(visitor.api().doctors().get(visitor.doctor()).timeZone(), locale));
    }

    private static String show(LocalDate date, List<WindowForm> windows, String version, Model model) {
        model.addAttribute("date", date).addAttribute("windows", windows);
        model.addAttribute("version", version);
        return "webapp/doctor/date";
    }

    private static ResponseEntity<DateHours> stored(Visitor visitor, LocalDate date) {
        return visitor.api().hours().dateHoursWithTag(visitor.doctor(), date);
    }

    private static DateHours hours(ResponseEntity<DateHours> stored) {
        return Objects.requireNonNull(stored.getBody());
    }
}
