package dev.medislot.webapp.desk;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.MergePatch;
import dev.medislot.client.doctor.NewVisitType;
import dev.medislot.client.doctor.VisitType;
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

/** The visit types of the clinic. */
@Controller
@PagesFor(Role.STAFF)
class VisitTypesController {

    private final FormErrors errors;

    VisitTypesController(FormErrors errors) {
        this.errors = errors;
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
            Refusals.show(e, errors, "team", response, model, locale);
            return visitsPage(visitor, e instanceof TryLater ? form : form.withKey(UUID.randomUUID().toString()),
                    model);
        }
    }

    @PostMapping("/desk/team/visits/{id}/retire")
    String retire(Visitor visitor, @PathVariable UUID id) {
        return "redirect:/desk/team/visits?"
                + Refusals.outcome(Refusals.of(() -> visitor.api().visitTypes().retire(id)), "retired");
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
}
