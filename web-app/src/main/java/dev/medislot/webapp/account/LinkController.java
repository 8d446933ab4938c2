package dev.medislot.webapp.account;

import dev.medislot.client.EmailConfirmation;
import dev.medislot.client.NewPassword;
import dev.medislot.client.PasswordReset;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages that links in mails about an account open. They act only when their button is pressed, because mail
 * scanners open links. The secret of a link comes after its number sign, so that it reaches no server and no log before
 * that; the token of an offer, which opens less, is in the query instead.
 */
@Controller
class LinkController {

    private static final String CONFIRM = "webapp/confirm-email";
    private static final String RESET = "webapp/reset-password";
    private static final String FORGOT = "webapp/forgot-password";
    private static final String DONE = "done";

    private final FormErrors errors;

    LinkController(FormErrors errors) {
        this.errors = errors;
    }

    @GetMapping("/account/confirm-email")
    String confirmPage(Visitor visitor, @RequestParam(required = false) boolean done,
            @RequestParam(required = false) boolean staff, Model model) {
        model.addAttribute("staff", staff);
        return blank(CONFIRM, done, model);
    }

    @PostMapping("/account/confirm-email")
    String confirm(Visitor visitor, @RequestParam String token, @RequestParam(defaultValue = "") String typed,
            HttpServletResponse response, Model model, Locale locale) {
        var secret = secret(token, typed);
        try {
            visitor.api().links().confirmEmail(new EmailConfirmation(secret));
            return "redirect:/account/confirm-email?done=true" + (isOfAPatient(secret) ? "" : "&staff=true");
        } catch (InvalidRequest | Conflict e) {
            model.addAttribute(DONE, false).addAttribute("token", "").addAttribute("staff", false);
            errors.refuse(e, response, model, locale);
            return CONFIRM;
        }
    }

    @GetMapping("/account/reset-password")
    String resetPage(Visitor visitor, @RequestParam(required = false) boolean done,
            @RequestParam(required = false) boolean staff, Model model) {
        model.addAttribute("staff", staff);
        return blank(RESET, done, model);
    }

    @PostMapping("/account/reset-password")
    String reset(Visitor visitor, @RequestParam String token, @RequestParam(defaultValue = "") String typed,
            @RequestParam String newPassword, HttpServletResponse response, Model model, Locale locale) {
        var secret = secret(token, typed);
        try {
            visitor.api().links().reset(new NewPassword(secret, newPassword));
            return "redirect:/account/reset-password?done=true" + (isOfAPatient(secret) ? "" : "&staff=true");
        } catch (InvalidRequest e) {
            model.addAttribute(DONE, false).addAttribute("token", secret);
            errors.refuse(e, response, model, locale);
            return RESET;
        }
    }

    /**
     * The secret of a link, which a script or, without one, the visitor puts into the form.
     *
     * @param typed the whole link, or its part after the number sign; blank with a script
     */
    private static String secret(String token, String typed) {
        return typed.isBlank() ? token : typed.substring(typed.lastIndexOf('#') + 1).strip();
    }

    /** The first letter of a link names the service that sent it: the one of patients, or of doctors and staff. */
    private static boolean isOfAPatient(String token) {
        return token.startsWith("b.");
    }

    @GetMapping("/account/forgot-password")
    String forgotPage(Visitor visitor, @RequestParam(required = false) boolean done,
            @RequestParam(defaultValue = "PATIENT") Role role, Model model) {
        model.addAttribute("of", role);
        return blank(FORGOT, done, model);
    }

    @PostMapping("/account/forgot-password")
    String forgot(Visitor visitor, @RequestParam String email, @RequestParam Role role, HttpServletResponse response,
            Model model, Locale locale) {
        model.addAttribute("email", email).addAttribute("of", role);
        try {
            visitor.api().links().requestReset(new PasswordReset(email.strip(), role));
            return "redirect:/account/forgot-password?done=true";
        } catch (InvalidRequest e) {
            model.addAttribute(DONE, false);
            errors.refuse(e, response, model, locale);
            return FORGOT;
        }
    }

    private String blank(String page, boolean done, Model model) {
        errors.none(model);
        model.addAttribute(DONE, done).addAttribute("token", "");
        return page;
    }
}
