package dev.medislot.webapp;

import static java.util.stream.Collectors.toMap;

import dev.medislot.client.Credentials;
import dev.medislot.client.patient.Address;
import dev.medislot.client.patient.NewPatient;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.FieldError;
import dev.medislot.client.problem.NotLoggedIn;
import dev.medislot.common.UsState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Log in, log out and register. */
@Controller
class AccountController {

    private static final String LOG_IN = "webapp/login";
    private static final String REGISTER = "webapp/register";

    private final Sessions sessions;

    AccountController(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/login")
    String logInPage(Visitor visitor, @RequestParam(defaultValue = "/") String next, Model model) {
        model.addAttribute("next", Paths.own(next));
        return visitor.loggedIn() ? "redirect:" + Paths.own(next) : LOG_IN;
    }

    @PostMapping("/login")
    String logIn(Visitor visitor, @RequestParam String email, @RequestParam String password,
            @RequestParam(defaultValue = "/") String next, HttpServletRequest request, HttpServletResponse response,
            Model model) {
        try {
            sessions.begin(visitor.api().patients().logIn(new Credentials(email.strip(), password)), request, response);
            return "redirect:" + Paths.own(next);
        } catch (NotLoggedIn _) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("wrong", true).addAttribute("email", email).addAttribute("next", Paths.own(next));
            return LOG_IN;
        }
    }

    @PostMapping("/logout")
    String logOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request, response);
        return "redirect:/login";
    }

    @GetMapping("/register")
    String registerPage(Visitor visitor, @RequestParam(defaultValue = "/") String next, Model model) {
        model.addAttribute("next", Paths.own(next)).addAttribute("errors", Map.of());
        model.addAttribute("states", UsState.values()).addAttribute("key", UUID.randomUUID());
        return visitor.loggedIn() ? "redirect:/" : REGISTER;
    }

    @PostMapping("/register")
    String register(Visitor visitor, Registration form, HttpServletRequest request, HttpServletResponse response,
            Model model, Locale locale) {
        try {
            visitor.api().patients().register(form.patient(locale), form.key());
            sessions.begin(visitor.api().patients().logIn(new Credentials(form.email().strip(), form.password())),
                    request, response);
            return "redirect:" + Paths.own(form.next());
        } catch (ApiProblem e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("form", form).addAttribute("problem", e.detail()).addAttribute("next", form.next());
            // the changed form is another request, which needs another key
            model.addAttribute("states", UsState.values()).addAttribute("key", UUID.randomUUID());
            model.addAttribute("errors",
                    e.fields()
                            .stream()
                            .collect(toMap(AccountController::name, FieldError::message, (first, _) -> first)));
            return REGISTER;
        }
    }

    private static String name(FieldError error) {
        return error.field().substring(error.field().lastIndexOf('.') + 1);
    }

    /** The fields of the form as they were typed. */
    record Registration(String email, String password, String firstName, String lastName, @Nullable String phone,
            String street, String city, UsState state, String zip, String next, String key) {

        NewPatient patient(Locale locale) {
            var mails = locale.getLanguage().equals("es") ? "es" : "en";
            return new NewPatient(email.strip(), password, firstName, lastName,
                    phone == null || phone.isBlank() ? null : phone, state.zones().getFirst(),
                    new Address(street, city, state, zip), null, mails, null);
        }
    }
}
