package dev.medislot.webapp.account;

import dev.medislot.client.Credentials;
import dev.medislot.client.Login;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.doctor.StaffCredentials;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotLoggedIn;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.Paths;
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

/** The login of doctors and staff. */
@Controller
class TeamLoginController {

    private static final String PAGE = "webapp/team-login";

    /** The fields of the form; the code is of the second factor, which only staff has. */
    record TeamLoginForm(String email, String password, String code, Role role) {

        /** Doctors do not see the field, in which a browser may have kept a code. */
        boolean hasCode() {
            return role == Role.STAFF && !code.isBlank();
        }

        Login send(MedislotClient api) {
            var credentials = new Credentials(email.strip(), password);
            if (role == Role.DOCTOR) {
                return api.doctors().logIn(credentials);
            }
            var digits = code.replaceAll("\\s", "");
            return digits.isEmpty() ? api.staff().logIn(credentials)
                    : api.staff().logIn(new StaffCredentials(email.strip(), password, digits));
        }
    }

    private final Sessions sessions;

    TeamLoginController(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/team/login")
    String page(Visitor visitor, @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "") String done, Model model) {
        model.addAttribute("done", done);
        if (visitor.role() == Role.DOCTOR || visitor.role() == Role.STAFF) {
            return "redirect:" + Paths.own(next);
        }
        var role = next.startsWith("/desk") ? Role.STAFF : Role.DOCTOR;
        return show(new TeamLoginForm("", "", "", role), next, "", model);
    }

    @PostMapping("/team/login")
    String logIn(Visitor visitor, @RequestParam String email, @RequestParam String password,
            @RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "DOCTOR") Role role,
            @RequestParam(defaultValue = "/") String next, HttpServletRequest request, HttpServletResponse response,
            Model model) {
        var form = new TeamLoginForm(email, password, code, role == Role.STAFF ? Role.STAFF : Role.DOCTOR);
        try {
            sessions.logIn(form::send, request, response);
            var own = Paths.own(next);
            return "redirect:" + (own.equals("/") ? Paths.home(form.role()) : own);
        } catch (NotLoggedIn | InvalidRequest e) {
            FormErrors.setStatus(e, response);
            return show(form, next, form.hasCode() ? "team.wrongCode" : "team.wrong", model);
        } catch (RuleViolated e) {
            response.setStatus(e.status());
            return show(form, next, e.slug().equals("second-factor") ? "team.code.missing" : "problem." + e.slug(),
                    model);
        } catch (TryLater e) {
            Unanswered.answer(e, response);
            Unanswered.addRetryAfter(e, model);
            return show(form, next, "problem." + e.slug(), model);
        }
    }

    private static String show(TeamLoginForm form, String next, String refused, Model model) {
        model.addAttribute("form", form).addAttribute("next", Paths.own(next)).addAttribute("refused", refused);
        return PAGE;
    }
}
