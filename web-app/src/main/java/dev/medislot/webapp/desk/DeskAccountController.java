package dev.medislot.webapp.desk;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.PasswordChange;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Sessions;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The account of a staff member: second factor and password. */
@Controller
@PagesFor(Role.STAFF)
class DeskAccountController {

    private final FormErrors errors;
    private final Sessions sessions;

    DeskAccountController(FormErrors errors, Sessions sessions) {
        this.errors = errors;
        this.sessions = sessions;
    }

    @GetMapping("/desk/account")
    String page(Visitor visitor, Model model) {
        errors.none(model);
        model.addAttribute("section", "");
        return show(visitor, model);
    }

    /** A new password ends all sessions, so the member logs in again. */
    @PostMapping("/desk/account/password")
    String password(Visitor visitor, @RequestParam String currentPassword, @RequestParam String newPassword,
            HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {
        try {
            visitor.api().staff().changePassword(new PasswordChange(currentPassword, newPassword));
            sessions.forget(request, response);
            return "redirect:/team/login?next=/desk&done=password";
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            errors.refuse(e, "password", response, model, locale);
            model.addAttribute("section", "password");
            return show(visitor, model);
        }
    }

    private static String show(Visitor visitor, Model model) {
        MedislotClient.all(visitor.api().staff()::list)
                .filter(member -> member.id().equals(visitor.id()))
                .findFirst()
                .ifPresent(member -> model.addAttribute("member", member));
        return "webapp/desk/account";
    }
}
