package dev.medislot.webapp.account;

import dev.medislot.client.Credentials;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotLoggedIn;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.ServerFault;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.webapp.ChosenTime;
import dev.medislot.webapp.Doctors;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.Languages;
import dev.medislot.webapp.Paths;
import dev.medislot.webapp.Sessions;
import dev.medislot.webapp.Unanswered;
import dev.medislot.webapp.VisitTypes;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.LocaleResolver;

/** Log in, log out, register and choose a language. */
@Controller
class AccountController {

    private static final String LOG_IN = "webapp/login";
    private static final String REGISTER = "webapp/register";

    private final Sessions sessions;
    private final FormErrors errors;
    private final LocaleResolver languages;
    private final Doctors doctors;
    private final VisitTypes visitTypes;

    AccountController(Sessions sessions, FormErrors errors, LocaleResolver localeResolver, Doctors doctors,
            VisitTypes visitTypes) {
        this.sessions = sessions;
        this.errors = errors;
        this.languages = localeResolver;
        this.doctors = doctors;
        this.visitTypes = visitTypes;
    }

    @GetMapping("/login")
    String logInPage(Visitor visitor, @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "") String done, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("deleted", done.equals("deleted"));
        addNext(next, model, locale);
        return visitor.loggedIn() ? "redirect:" + Paths.own(next) : LOG_IN;
    }

    @PostMapping("/login")
    String logIn(Visitor visitor, @RequestParam String email, @RequestParam String password,
            @RequestParam(defaultValue = "/") String next, HttpServletRequest request, HttpServletResponse response,
            Model model, Locale locale) {
        try {
            sessions.logIn(new Credentials(email.strip(), password), request, response);
            return "redirect:" + Paths.own(next);
        } catch (NotLoggedIn | InvalidRequest _) {
            errors.refuse("password", "login.wrong", response, model, locale);
        } catch (TryLater | ServerFault | RestClientException e) {
            Unanswered.answer(e, response);
            errors.showBusy(e, model, locale);
        }
        model.addAttribute("email", email);
        addNext(next, model, locale);
        return LOG_IN;
    }

    @PostMapping("/logout")
    String logOut(HttpServletRequest request, HttpServletResponse response) {
        var role = Sessions.role(request);
        sessions.end(request, response);
        return role == Role.DOCTOR || role == Role.STAFF ? "redirect:/team/login" : "redirect:/login";
    }

    @GetMapping("/register")
    String registerPage(Visitor visitor, @RequestParam(defaultValue = "/") String next, Model model, Locale locale) {
        errors.none(model);
        return visitor.loggedIn() ? "redirect:/" : registerForm(RegistrationForm.blank(Paths.own(next)), model, locale);
    }

    @PostMapping("/register")
    String register(Visitor visitor, RegistrationForm form, HttpServletRequest request, HttpServletResponse response,
            Model model, Locale locale) {
        try {
            visitor.api().patients().register(form.patient(locale), form.key());
            sessions.logIn(new Credentials(form.email().strip(), form.password()), request, response);
            return "redirect:" + Paths.own(form.next());
        } catch (InvalidRequest | Conflict | RuleViolated e) {
            errors.refuse(e, response, model, locale);
            return registerForm(form, model, locale);
        } catch (TryLater | ServerFault | RestClientException e) {
            Unanswered.answer(e, response);
            errors.showBusy(e, model, locale);
            var page = registerForm(form, model, locale);
            // the account may exist already, and a repeat with the same key does not register it twice
            model.addAttribute("key", form.key());
            return page;
        }
    }

    /** Shows the pages in that language from now on. */
    @PostMapping("/language")
    String chooseLanguage(@RequestParam String to, @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request, HttpServletResponse response) {
        Languages.of(to).ifPresent(language -> languages.setLocale(request, response, language));
        return "redirect:" + Paths.own(next);
    }

    private void addNext(String next, Model model, Locale locale) {
        model.addAttribute("next", Paths.own(next));
        ChosenTime.of(next, doctors, visitTypes, locale).ifPresent(chosen -> model.addAttribute("chosen", chosen));
    }

    /** A changed form is another request, which needs another key. */
    private String registerForm(RegistrationForm form, Model model, Locale locale) {
        model.addAttribute("form", form);
        addNext(form.next(), model, locale);
        model.addAttribute("states", UsState.values()).addAttribute("key", UUID.randomUUID());
        return REGISTER;
    }
}
