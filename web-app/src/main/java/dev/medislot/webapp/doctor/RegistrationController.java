package dev.medislot.webapp.doctor;

import dev.medislot.client.Credentials;
import dev.medislot.client.doctor.NewDoctor;
import dev.medislot.client.problem.NotLoggedIn;
import dev.medislot.common.UsState;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.Sessions;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.TypedText;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.doctor.Edits.Edit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The registration of doctors, where the clinic lets them register themselves. */
@Controller
class RegistrationController {

    private static final String PAGE = "/team/register";
    private static final String FORM = "form";

    /** The fields of the form as they were typed. */
    record RegistrationForm(String email, String password, String firstName, String lastName,
            @Nullable String specialty, ZoneId timeZone) {

        static final RegistrationForm BLANK = new RegistrationForm("", "", "", "", null, UsState.NY.zones().getFirst());

        NewDoctor doctor(Locale locale) {
            return new NewDoctor(email.strip(), password, firstName, lastName, timeZone, TypedText.given(specialty),
                    null, null, locale.getLanguage());
        }
    }

    private final Edits edits;
    private final FormErrors errors;
    private final Sessions sessions;

    RegistrationController(Edits edits, FormErrors errors, Sessions sessions) {
        this.edits = edits;
        this.errors = errors;
        this.sessions = sessions;
    }

    @GetMapping(PAGE)
    String page(Visitor visitor, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute(FORM, RegistrationForm.BLANK);
        return show(RegistrationForm.BLANK, model, locale);
    }

    @PostMapping(PAGE)
    String register(Visitor visitor, @ModelAttribute(FORM) RegistrationForm form, @RequestParam String key,
            HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {
        var edit = new Edit("registration", PAGE, () -> show(form, model, locale));
        return edits.attempt(edit, model, locale, () -> {
            try {
                visitor.api().doctors().register(form.doctor(locale), key);
            } catch (NotLoggedIn _) {
                edits.refuse("registration.closed", model, locale);
                return show(form, model, locale);
            }
            var credentials = new Credentials(form.email().strip(), form.password());
            sessions.logIn(api -> api.doctors().logIn(credentials), request, response);
            return "redirect:/doctor?done=registered";
        });
    }

    private static String show(RegistrationForm form, Model model, Locale locale) {
        Edits.addKey(model);
        model.addAttribute("zones", Times.usual(form.timeZone(), locale));
        return "webapp/doctor/register";
    }
}
