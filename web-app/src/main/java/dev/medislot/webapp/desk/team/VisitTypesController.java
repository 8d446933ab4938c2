package dev.medislot.webapp.desk.team;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Tags;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.desk.PageRefusals;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
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
        return visitsPage(visitor, change == null ? VisitForm.blank() : stored(visitor, change), model);
    }

    private static String visitsPage(Visitor visitor, VisitForm form, Model model) {
        model.addAttribute("types", MedislotClient.all(visitor.api().visitTypes()::list).toList());
        model.addAttribute("form", form).addAttribute("modes", VisitMode.values());
        return "webapp/desk/visits";
    }

    private static VisitForm stored(Visitor visitor, UUID id) {
        var stored = visitor.api().visitTypes().getWithTag(id);
        return VisitForm.of(Objects.requireNonNull(stored.getBody()), Tags.of(stored));
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
                types.change(form.id(), form.patch(), form.version());
            }
            return "redirect:/desk/team/visits?done=saved";
        } catch (NotFound _) {
            return "redirect:/desk/team/visits?why=visit-retired";
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            PageRefusals.show(e, errors, "team", response, model, locale);
            return visitsPage(visitor, again(visitor, form, e, model), model);
        }
    }

    /**
     * Keeps the typed fields. After a change elsewhere, the stored type is shown too, and the next attempt replaces it.
     */
    private static VisitForm again(Visitor visitor, VisitForm form, ApiProblem problem, Model model) {
        if (problem.slug().equals("stale") && form.id() != null) {
            var stored = stored(visitor, form.id());
            model.addAttribute("stored", stored);
            return form.with("", stored.version());
        }
        return problem instanceof TryLater ? form : form.with(UUID.randomUUID().toString(), form.version());
    }

    /** @param version the entity tag of the type as it was shown */
    @PostMapping("/desk/team/visits/{id}/retire")
    String retire(Visitor visitor, @PathVariable UUID id, @RequestParam String version) {
        var refusal = PageRefusals.of(() -> visitor.api().visitTypes().retire(id, version));
        return "redirect:/desk/team/visits?" + switch (refusal.map(ApiProblem::slug).orElse("")) {
            case "stale" -> "change=%s&why=visit-changed".formatted(id);
            case "not-found" -> "why=visit-retired";
            default -> PageRefusals.outcome(refusal, "retired");
        };
    }
}
