package dev.medislot.webapp.desk.team;

import dev.medislot.client.Credentials;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.MergePatch;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.desk.PageRefusals;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The colleagues at the desk. */
@Controller
@PagesFor(Role.STAFF)
class StaffController {

    private static final Set<String> CHANGED_ELSEWHERE = Set.of("stale", "not-found");

    private final FormErrors errors;

    StaffController(FormErrors errors) {
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
            PageRefusals.show(e, errors, "team", response, model, locale);
            model.addAttribute("email", email);
            return staffPage(visitor, model);
        }
    }

    /**
     * Disables, enables or removes a colleague, or their second factor.
     *
     * @param version the entity tag of the account that was shown
     */
    @PostMapping("/desk/team/staff/{id}")
    String changeColleague(Visitor visitor, @PathVariable UUID id, @RequestParam String act,
            @RequestParam String version) {
        var staff = visitor.api().staff();
        var refusal = PageRefusals.of(() -> {
            switch (act) {
                case "remove" -> staff.remove(id, version);
                case "second-factor" -> staff.removeSecondFactor(id);
                default -> staff.change(id, MergePatch.of("disabled", act.equals("disable")), version);
            }
        });
        var isElsewhere = refusal.map(ApiProblem::slug).filter(CHANGED_ELSEWHERE::contains).isPresent();
        return "redirect:/desk/team/staff?" + (isElsewhere ? "why=colleague-changed"
                : PageRefusals.outcome(refusal, act.equals("remove") ? "colleague-removed" : "saved"));
    }
}
