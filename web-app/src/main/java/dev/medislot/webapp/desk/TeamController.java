package dev.medislot.webapp.desk;

import dev.medislot.client.Consequences;
import dev.medislot.client.Credentials;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.MergePatch;
import dev.medislot.client.doctor.NewClosure;
import dev.medislot.client.doctor.NewVisitType;
import dev.medislot.client.doctor.VisitType;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The clinic: colleagues at the desk, visit types and closures. */
@Controller
@PagesFor(Role.STAFF)
class TeamController {

    private final FormErrors errors;

    TeamController(FormErrors errors) {
        this.errors = errors;
    }

    @GetMapping("/desk/team/staff")
    String staff(Visitor visitor, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String why, Model model) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute("why", why).addAttribute("email", "");
        return staffPage(visitor, model);
    }

    private static String staffPage(Visitor visitor, Model model) {
        model.addAttribute("staff", MedislotClient.all(visitor.api().staff()::list).toList());
        model.addAttribute("own", visitor.id()).addAttribute("key", UUID.randomUUID());
        return "webapp/desk/staff";
    }

    @PostMapping("/desk/team/staff")
    String addColleague(Visitor visitor, @RequestParam String email, @RequestParam String password,
            @RequestParam String key, HttpServletResponse response, Model model, Locale locale) {
        try {
            visitor.api().staff().add(new Credentials(email.strip(), password), key);
            return "redirect:/desk/team/staff?done=colleague-added";
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            refused(e, response, model, locale);
            model.addAttribute("email", email);
            return staffPage(visitor, model);
        }
    }

    private void refused(ApiProblem problem, HttpServletResponse response, Model model, Locale locale) {
        Refusals.setStatus(response, problem);
        errors.show(problem, "team", model, locale);
        model.addAttribute("done", "").addAttribute("why", "");
    }

    /** Disables, enables or removes a colleague, or their second factor. */
    @PostMapping("/desk/team/staff/{id}")
    String changeColleague(Visitor visitor, @PathVariable UUID id, @RequestParam String act) {
        var staff = visitor.api().staff();
        var refusal = Refusals.of(() -> {
            switch (act) {
                case "remove" -> staff.remove(id, null);
                case "second-factor" -> staff.removeSecondFactor(id);
                default -> staff.change(id, MergePatch.of("disabled", act.equals("disable")), null);
            }
        });
        return "redirect:/desk/team/staff?" + Refusals.outcome(refusal, "saved");
    }

    @GetMapping("/desk/team/visits")
    String visits(Visitor visitor, @RequestParam(required = false) @Nullable UUID change,
            @RequestParam(defaultValue = "") String done, @RequestParam(defaultValue = "") String why, Model model) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute("why", why);
        var form = change == null ? VisitForm.blank() : VisitForm.of(visitor.api().visitTypes().get(change));
        return visitsPage(visitor, form, model);
    }

    private static String visitsPage(Visitor visitor, VisitForm form, Model model) {
        model.addAttribute("types", MedislotClient.all(visitor.api().visitTypes()::list).toList());
        model.addAttribute("form", form).addAttribute("modes", VisitMode.values());
        return "webapp/desk/visits";
    }

    /** Adds a visit type, or changes the one that the form names. */
    @PostMapping("/desk/team/visits")
    String saveVisit(Visitor visitor, @ModelAttribute("form") VisitForm form, HttpServletResponse response, Model model,
            Locale locale) {
        var types = visitor.api().visitTypes();
        try {
            if (form.id() == null) {
                types.add(form.type(), form.key());
            } else {
                types.change(form.id(), form.patch(), null);
            }
            return "redirect:/desk/team/visits?done=saved";
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            refused(e, response, model, locale);
            return visitsPage(visitor, e instanceof TryLater ? form : form.withKey(UUID.randomUUID().toString()),
                    model);
        }
    }

    @PostMapping("/desk/team/visits/{id}/retire")
    String retire(Visitor visitor, @PathVariable UUID id) {
        return "redirect:/desk/team/visits?"
                + Refusals.outcome(Refusals.of(() -> visitor.api().visitTypes().retire(id)), "retired");
    }

    @GetMapping("/desk/team/closures")
    String closures(Visitor visitor, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String why, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute("why", why);
        return closuresPage(visitor, ClosureForm.blank(), model, locale);
    }

    private static String closuresPage(Visitor visitor, ClosureForm form, Model model, Locale locale) {
        model.addAttribute("closures", MedislotClient.all(visitor.api().closures()::list).toList());
        model.addAttribute("form", form).addAttribute("times", BookingController.times(visitor, locale));
        return "webapp/desk/closures";
    }

    /** Shows what a closure would affect, and closes the clinic once that was seen. */
    @PostMapping("/desk/team/closures")
    String close(Visitor visitor, @ModelAttribute("form") ClosureForm form, HttpServletResponse response, Model model,
            Locale locale) {
        try {
            var closure = visitor.api().closures().close(form.closure(), form.key(), form.consequences());
            if (form.bookings() != null) {
                return "redirect:/desk/team/closures?done=closed";
            }
            errors.none(model);
            model.addAttribute("preview", closure).addAttribute("done", "").addAttribute("why", "");
            return closuresPage(visitor, form.withKey(UUID.randomUUID().toString()), model, locale);
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            refused(e, response, model, locale);
            return closuresPage(visitor, e instanceof TryLater ? form : form.withKey(UUID.randomUUID().toString()),
                    model, locale);
        }
    }

    @PostMapping("/desk/team/closures/{id}/delete")
    String reopen(Visitor visitor, @PathVariable UUID id) {
        var refusal = Refusals.of(() -> visitor.api().closures().delete(id, null, Consequences.KEEP_BOOKINGS));
        return "redirect:/desk/team/closures?" + Refusals.outcome(refusal, "reopened");
    }

    /**
     * The fields of a visit type as they were typed.
     *
     * @param id null for a new one
     */
    record VisitForm(@Nullable UUID id, String name, @Nullable Integer minutes, VisitMode mode,
            @Nullable Integer bufferBefore, @Nullable Integer bufferAfter, @Nullable String description, String key) {

        private static final int USUAL_MINUTES = 30;

        static VisitForm blank() {
            return new VisitForm(null, "", USUAL_MINUTES, VisitMode.VIDEO, 0, 0, "", UUID.randomUUID().toString());
        }

        static VisitForm of(VisitType type) {
            return new VisitForm(type.id(), type.name(), type.minutes(), type.mode(), type.bufferBefore(),
                    type.bufferAfter(), type.description(), "");
        }

        VisitForm withKey(String other) {
            return new VisitForm(id, name, minutes, mode, bufferBefore, bufferAfter, description, other);
        }

        NewVisitType type() {
            return new NewVisitType(name, minutes == null ? 0 : minutes, mode, bufferBefore, bufferAfter, words());
        }

        MergePatch patch() {
            var patch = MergePatch.of("name", name)
                    .with("minutes", minutes == null ? 0 : minutes)
                    .with("mode", mode.name())
                    .with("bufferBefore", bufferBefore == null ? 0 : bufferBefore)
                    .with("bufferAfter", bufferAfter == null ? 0 : bufferAfter);
            var words = words();
            return words == null ? patch.without("description") : patch.with("description", words);
        }

        private @Nullable String words() {
            return description == null || description.isBlank() ? null : description.strip();
        }
    }

    /**
     * The fields of a closure as they were typed.
     *
     * @param bookings {@code keep} or {@code cancel} those that lose their slot; null for a preview
     */
    record ClosureForm(String start, String end, @Nullable String reason, @Nullable String bookings, String key) {

        static ClosureForm blank() {
            return new ClosureForm("", "", "", null, UUID.randomUUID().toString());
        }

        ClosureForm withKey(String other) {
            return new ClosureForm(start, end, reason, bookings, other);
        }

        NewClosure closure() {
            return new NewClosure(start, end, reason == null || reason.isBlank() ? null : reason.strip());
        }

        Consequences consequences() {
            if (bookings == null) {
                return Consequences.PREVIEW;
            }
            return bookings.equals("cancel") ? Consequences.CANCEL_BOOKINGS : Consequences.KEEP_BOOKINGS;
        }
    }
}
