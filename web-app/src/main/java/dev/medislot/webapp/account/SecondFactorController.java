package dev.medislot.webapp.account;

import dev.medislot.client.Credentials;
import dev.medislot.client.doctor.StaffCredentials;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotLoggedIn;
import dev.medislot.client.problem.TryLater;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.Sessions;
import dev.medislot.webapp.Unanswered;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Sets up the second factor of staff, with the password instead of a login, because a clinic may require the factor for
 * every login. The first form shows a secret; the second one confirms a code of it.
 */
@Controller
class SecondFactorController {

    private static final String PATH = "/team/second-factor";
    private static final String PAGE = "webapp/second-factor";

    private final Sessions sessions;

    SecondFactorController(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping(PATH)
    String page(Visitor visitor, @RequestParam(defaultValue = "") String email, Model model) {
        return show(email, "", "", model);
    }

    @PostMapping(path = PATH, params = "!secret")
    String begin(Visitor visitor, @RequestParam String email, @RequestParam String password,
            HttpServletResponse response, Model model) {
        try {
            var begun = visitor.api().staff().beginSecondFactor(new Credentials(email.strip(), password));
            model.addAttribute("uri", begun.uri());
            return show(email, begun.secret(), "", model);
        } catch (NotLoggedIn | InvalidRequest | Conflict | TryLater e) {
            return refused(e, email, "", response, model);
        }
    }

    /**
     * Turns the second factor on, which ends all sessions.
     *
     * @param secret that the page has shown, to show it again after a wrong code
     */
    @PostMapping(path = PATH, params = "secret")
    String confirm(Visitor visitor, @RequestParam String email, @RequestParam String password,
            @RequestParam String code, @RequestParam String secret, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        try {
            visitor.api()
                    .staff()
                    .confirmSecondFactor(new StaffCredentials(email.strip(), password, code.replaceAll("\\s", "")));
            sessions.forget(request, response);
            return "redirect:/team/login?next=/desk&done=second-factor";
        } catch (NotLoggedIn | InvalidRequest | TryLater e) {
            return refused(e, email, secret, response, model);
        }
    }

    private static String refused(ApiProblem problem, String email, String secret, HttpServletResponse response,
            Model model) {
        FormErrors.setStatus(problem, response);
        if (problem instanceof TryLater busy) {
            Unanswered.addRetryAfter(busy, model);
            return show(email, secret, "problem." + busy.slug(), model);
        }
        if (problem instanceof Conflict) {
            return show(email, secret, "factor.exists", model);
        }
        return show(email, secret, secret.isEmpty() ? "factor.wrong" : "factor.wrongCode", model);
    }

    private static String show(String email, String secret, String refused, Model model) {
        model.addAttribute("email", email).addAttribute("secret", secret).addAttribute("refused", refused);
        return PAGE;
    }
}
