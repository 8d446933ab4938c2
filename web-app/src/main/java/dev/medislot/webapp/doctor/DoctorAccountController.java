package dev.medislot.webapp.doctor;

import dev.medislot.client.Consequences;
import dev.medislot.client.MergePatch;
import dev.medislot.client.PasswordChange;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.Languages;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Sessions;
import dev.medislot.webapp.Tags;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.doctor.Edits.Edit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** The account of the doctor: profile, language, reminders, calendar, email address and password. */
@Controller
@PagesFor(Role.DOCTOR)
class DoctorAccountController {

    private static final String PAGE = "/doctor/account";
    private static final String PROFILE = "profile";

    /** The fields of the form as they were typed. */
    record ProfileForm(String firstName, String lastName, @Nullable String specialty, @Nullable String bio,
            @Nullable String language, @Nullable Boolean reminders, @Nullable String version) {

        static ProfileForm of(Doctor doctor, String version) {
            return new ProfileForm(doctor.firstName(), doctor.lastName(), doctor.specialty(), doctor.bio(),
                    doctor.language(), doctor.reminders(), version);
        }

        ProfileForm basedOn(String newVersion) {
            return new ProfileForm(firstName, lastName, specialty, bio, language, reminders, newVersion);
        }

        MergePatch patch() {
            var patch = MergePatch.of("firstName", firstName)
                    .with("lastName", lastName)
                    .with("language", Objects.requireNonNullElse(language, "en"))
                    .with("reminders", Boolean.TRUE.equals(reminders));
            patch = specialty == null || specialty.isBlank() ? patch.without("specialty")
                    : patch.with("specialty", specialty);
            return bio == null || bio.isBlank() ? patch.without("bio") : patch.with("bio", bio);
        }
    }

    private final Edits edits;
    private final FormErrors errors;
    private final Sessions sessions;
    private final LocaleResolver languages;

    DoctorAccountController(Edits edits, FormErrors errors, Sessions sessions, LocaleResolver localeResolver) {
        this.edits = edits;
        this.errors = errors;
        this.sessions = sessions;
        this.languages = localeResolver;
    }

    @GetMapping(PAGE)
    String page(Visitor visitor, @RequestParam(defaultValue = "") String done, Model model) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute("section", "");
        return show(visitor, model);
    }

    @PostMapping(PAGE)
    String profile(Visitor visitor, @ModelAttribute(PROFILE) ProfileForm form, HttpServletRequest request,
            HttpServletResponse response, Model model, Locale locale) {
        return saved(visitor, PROFILE, model, locale, () -> {
            change(visitor, form.patch(), form.version(), Consequences.KEEP_BOOKINGS);
            Languages.of(Objects.requireNonNullElse(form.language(), "en"))
                    .ifPresent(language -> languages.setLocale(request, response, language));
            return done(PROFILE);
        });
    }

    @PostMapping(PAGE + "/email")
    String email(Visitor visitor, @RequestParam String email, @RequestParam String currentPassword, Model model,
            Locale locale) {
        model.addAttribute("typedEmail", email);
        var patch = MergePatch.of("email", email.strip()).with("currentPassword", currentPassword);
        return saved(visitor, "email", model, locale, () -> {
            change(visitor, patch, null, Consequences.KEEP_BOOKINGS);
            return done("email");
        });
    }

    /** A new password ends all sessions, and the API does not tell the email address, so the doctor logs in again. */
    @PostMapping(PAGE + "/password")
    String password(Visitor visitor, @RequestParam String currentPassword, @RequestParam String newPassword,
            HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {
        return saved(visitor, "password", model, locale, () -> {
            visitor.api().doctors().changePassword(new PasswordChange(currentPassword, newPassword));
            sessions.forget(request, response);
            return "redirect:/team/login?done=password";
        });
    }

    /** The address is shown once; it is a secret, so it is not in the address of a page. */
    @PostMapping(PAGE + "/calendar")
    String calendar(Visitor visitor, Model model) {
        model.addAttribute("feedAddress", visitor.api().calendarFeed().create(null).address());
        return page(visitor, "", model);
    }

    @PostMapping(PAGE + "/calendar/remove")
    String removeCalendar(Visitor visitor) {
        visitor.api().calendarFeed().remove();
        return done("removed");
    }

    private String saved(Visitor visitor, String section, Model model, Locale locale, Supplier<String> change) {
        var edit = new Edit(section, PAGE, () -> {
            if ("stale".equals(model.getAttribute("slug"))
                    && model.getAttribute(PROFILE) instanceof ProfileForm typed) {
                model.addAttribute(PROFILE, typed.basedOn(tag(visitor)));
            }
            return show(visitor, model);
        });
        return edits.attempt(edit, model, locale, change);
    }

    private static String show(Visitor visitor, Model model) {
        var feed = Pending.of(visitor::calendarFeed);
        // only the answer to a change has the reminders and a pending address, so this previews one that changes
        // nothing
        var stored = visitor.api()
                .doctors()
                .changeWithTag(visitor.doctor(), MergePatch.NONE, null, Consequences.PREVIEW);
        var own = Objects.requireNonNull(stored.getBody());
        if (!model.containsAttribute(PROFILE)) {
            model.addAttribute(PROFILE, ProfileForm.of(own, Tags.of(stored)));
        }
        model.addAttribute("pendingEmail", own.pendingEmail()).addAttribute("feed", feed.get());
        return "webapp/doctor/account";
    }

    private static String tag(Visitor visitor) {
        return Tags.of(visitor.api().doctors().getWithTag(visitor.doctor()));
    }

    private static Doctor change(Visitor visitor, MergePatch patch, @Nullable String version,
            Consequences consequences) {
        return visitor.api().doctors().change(visitor.doctor(), patch, version, consequences);
    }

    private static String done(String section) {
        return "redirect:" + PAGE + "?done=" + section;
    }
}
