package dev.medislot.webapp.doctor.hours;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.doctor.WorkingHours;
import dev.medislot.client.problem.FieldError;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Tags;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.doctor.Edits;
import dev.medislot.webapp.doctor.Edits.Edit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The week of the doctor; its page lists single dates and extra hours too. */
@Controller
@PagesFor(Role.DOCTOR)
class HoursController {

    private static final String PAGE = "webapp/doctor/hours";
    private static final int MAX_LISTED = 100;

    private final Edits edits;
    private final FormErrors errors;

    HoursController(Edits edits, FormErrors errors) {
        this.edits = edits;
        this.errors = errors;
    }

    @GetMapping("/doctor/hours")
    String page(Visitor visitor, @RequestParam(defaultValue = "") String done, Model model, Locale locale) {
        errors.none(model);
        var asked = Pending.of(() -> stored(visitor));
        model.addAttribute("done", done);
        addOthers(visitor, model, locale);
        var stored = asked.get();
        return show(WeekForm.of(hours(stored)), Tags.of(stored), model);
    }

    /**
     * Saves the week, or changes only the form.
     *
     * @param step the button that adds, removes or copies windows; empty to save
     * @param version the entity tag of the week that was shown
     */
    @PostMapping("/doctor/hours")
    String save(Visitor visitor, @RequestParam MultiValueMap<String, String> form,
            @RequestParam(defaultValue = "") String step, @RequestParam String version, Model model, Locale locale) {
        var typed = WeekForm.read(form);
        if (!step.isEmpty()) {
            errors.none(model);
            model.addAttribute("step", step);
            return show(visitor, typed.after(step), version, model, locale);
        }
        if (!typed.incomplete().isEmpty()) {
            edits.refuse("hours.incomplete", model, locale);
            model.addAttribute("wrong", typed.incomplete());
            return show(visitor, typed, version, model, locale);
        }
        var edit = new Edit("hours", "/doctor/hours?done=week", () -> again(visitor, typed, version, model, locale));
        return edits.make(visitor, edit, model, locale,
                consequences -> visitor.api()
                        .hours()
                        .setWorkingHours(visitor.doctor(), typed.request(), version, consequences)
                        .affectedBookings());
    }

    /** Keeps the input. If the stored week differs, it is shown too, and the next attempt replaces it. */
    private String again(Visitor visitor, WeekForm typed, String version, Model model, Locale locale) {
        model.addAttribute("wrong", wrong(model.getAttribute("fields")));
        if ("stale".equals(model.getAttribute("slug"))) {
            var stored = stored(visitor);
            model.addAttribute("stored", WeekForm.of(hours(stored)));
            return show(visitor, typed, Tags.of(stored), model, locale);
        }
        return show(visitor, typed, version, model, locale);
    }

    private static String show(Visitor visitor, WeekForm week, String version, Model model, Locale locale) {
        addOthers(visitor, model, locale);
        return show(week, version, model);
    }

    /** Adds the dates and timeslots that the page shows beside the week. */
    private static void addOthers(Visitor visitor, Model model, Locale locale) {
        var api = visitor.api();
        var dates = Pending.of(
                () -> MedislotClient.all(next -> api.hours().dates(visitor.doctor(), next)).limit(MAX_LISTED).toList());
        var timeslots = Pending.of(() -> extra(visitor));
        var doctor = api.doctors().get(visitor.doctor());
        var zone = doctor.timeZone();
        var today = LocalDate.now(zone);
        model.addAttribute("doctor", doctor).addAttribute("times", new Times(zone, locale));
        model.addAttribute("dates", dates.get()).addAttribute("extra", coming(timeslots.get(), today));
        model.addAttribute("today", today);
        Edits.addKey(model);
    }

    private static String show(WeekForm week, String version, Model model) {
        model.addAttribute("week", week).addAttribute("version", version);
        model.addAttribute("weekdays", DayOfWeek.values());
        if (!model.containsAttribute("wrong")) {
            model.addAttribute("wrong", EnumSet.noneOf(DayOfWeek.class));
        }
        return PAGE;
    }

    private static List<ExtraHours> extra(Visitor visitor) {
        return MedislotClient.all(next -> visitor.api().hours().timeslots(visitor.doctor(), next))
                .filter(timeslot -> !timeslot.recurring())
                .map(ExtraHours::of)
                .toList();
    }

    private static List<ExtraHours> coming(List<ExtraHours> extra, LocalDate today) {
        return extra.stream().filter(hours -> !hours.start().toLocalDate().isBefore(today)).limit(MAX_LISTED).toList();
    }

    /** The weekdays of fields such as {@code week.MONDAY[0].end}. */
    private static Set<DayOfWeek> wrong(@Nullable Object fields) {
        if (!(fields instanceof List<?> list)) {
            return Set.of();
        }
        return list.stream()
                .map(field -> ((FieldError) field).field())
                .flatMap(field -> Arrays.stream(DayOfWeek.values()).filter(day -> field.startsWith("week." + day)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    }

    private static ResponseEntity<WorkingHours> stored(Visitor visitor) {
        return visitor.api().hours().workingHoursWithTag(visitor.doctor());
    }

    private static WorkingHours hours(ResponseEntity<WorkingHours> stored) {
        return Objects.requireNonNull(stored.getBody());
    }
}
