package dev.medislot.webapp.account;

import dev.medislot.client.Credentials;
import dev.medislot.client.MergePatch;
import dev.medislot.client.PasswordChange;
import dev.medislot.client.patient.Erasure;
import dev.medislot.client.patient.NewDependent;
import dev.medislot.client.patient.Patient;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.Languages;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Paths;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Sessions;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** The account of a patient: profile, language, reminders, calendar, password, family and data. */
@Controller
@PagesFor(Role.PATIENT)
class ProfileController {

    private static final String PROFILE = "profile";

    /** The fields of a dependent as they were typed. */
    record TypedChild(String firstName, String lastName, @Nullable LocalDate dateOfBirth) {}

    private final Sessions sessions;
    private final FormErrors errors;
    private final LocaleResolver languages;

    ProfileController(Sessions sessions, FormErrors errors, LocaleResolver localeResolver) {
        this.sessions = sessions;
        this.errors = errors;
        this.languages = localeResolver;
    }

    @PagesFor({ Role.PATIENT, Role.DOCTOR, Role.STAFF })
    @GetMapping("/account")
    String account(Visitor visitor, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "0") int unlicensed, Model model, Locale locale) {
        if (visitor.role() == Role.DOCTOR || visitor.role() == Role.STAFF) {
            return "redirect:%s/account".formatted(Paths.home(visitor.role()));
        }
        errors.none(model);
        model.addAttribute("section", "").addAttribute("unlicensed", unlicensed);
        return page(visitor, visitor.api().patients()::me, done, model, locale);
    }

    /**
     * Changes the profile.
     *
     * @param formerLanguage that was stored; the pages switch to another one
     */
    @PostMapping("/account/profile")
    String profile(Visitor visitor, @ModelAttribute(PROFILE) ProfileForm form,
            @RequestParam(defaultValue = "") String formerLanguage, HttpServletRequest request,
            HttpServletResponse response, Model model, Locale locale) {
        var affected = new AtomicInteger();
        var outcome = saved(visitor, PROFILE, response, model, locale, () -> {
            var changed = visitor.api().patients().change(visitor.patient(), form.patch(), form.version());
            affected.set(changed.affectedBookings().size());
            Languages.of(form.language())
                    .filter(_ -> !formerLanguage.equals(form.language()))
                    .ifPresent(language -> languages.setLocale(request, response, language));
        });
        return outcome.startsWith("redirect:") && affected.get() > 0 ? outcome + "&unlicensed=" + affected.get()
                : outcome;
    }

    @PostMapping("/account/reminders")
    String reminders(Visitor visitor, @RequestParam boolean on) {
        visitor.api().patients().change(visitor.patient(), MergePatch.of("reminders", on), null);
        return "redirect:/account?done=reminders";
    }

    @PostMapping("/account/email")
    String email(Visitor visitor, @RequestParam String email, @RequestParam String currentPassword,
            HttpServletResponse response, Model model, Locale locale) {
        var patch = MergePatch.of("email", email.strip()).with("currentPassword", currentPassword);
        model.addAttribute("email", email);
        return saved(visitor, "email", response, model, locale,
                () -> visitor.api().patients().change(visitor.patient(), patch, null));
    }

    @PostMapping("/account/confirm")
    String sendLink(Visitor visitor, @RequestParam(defaultValue = "/account?done=sent") String next) {
        visitor.api().links().resendConfirmation();
        return "redirect:" + Paths.own(next);
    }

    /** A new password ends all sessions, so this one begins again. */
    @PostMapping("/account/password")
    String password(Visitor visitor, @RequestParam String currentPassword, @RequestParam String newPassword,
            HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {
        var email = visitor.api().patients().me().email();
        return saved(visitor, "password", response, model, locale, () -> {
            visitor.api().patients().changePassword(new PasswordChange(currentPassword, newPassword));
            if (email != null) {
                sessions.logIn(new Credentials(email, newPassword), request, response);
            }
        });
    }

    /** The address is shown once; it is a secret, so it is not in the address of a page. */
    @PostMapping("/account/calendar")
    String calendar(Visitor visitor, Model model, Locale locale) {
        model.addAttribute("feedAddress", visitor.api().calendarFeed().create(null).address());
        return account(visitor, "", 0, model, locale);
    }

    @PostMapping("/account/calendar/remove")
    String removeCalendar(Visitor visitor) {
        visitor.api().calendarFeed().remove();
        return "redirect:/account?done=removed";
    }

    @PostMapping("/account/dependents")
    String dependent(Visitor visitor, @RequestParam String firstName, @RequestParam String lastName,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate dateOfBirth,
            @RequestParam String key, HttpServletResponse response, Model model, Locale locale) {
        model.addAttribute("child", new TypedChild(firstName, lastName, dateOfBirth));
        if (dateOfBirth == null) {
            model.addAttribute("section", "dependent");
            errors.refuse("dateOfBirth", "error.any.missing", response, model, locale);
            return page(visitor, visitor.api().patients()::me, "", model, locale);
        }
        return saved(visitor, "dependent", response, model, locale, () -> visitor.api()
                .patients()
                .addDependent(visitor.patient(), new NewDependent(firstName, lastName, dateOfBirth, null), key));
    }

    @PostMapping("/account/dependents/{id}/remove")
    String removeDependent(Visitor visitor, @PathVariable UUID id, @RequestParam String currentPassword,
            HttpServletResponse response, Model model, Locale locale) {
        var outcome = saved(visitor, id.toString(), response, model, locale, () -> {
            try {
                visitor.api().patients().erase(new PatientId(id), new Erasure(currentPassword));
            } catch (NotFound _) {
                // a second press of the button
            }
        });
        return outcome.startsWith("redirect:") ? "redirect:/account?done=removed-person" : outcome;
    }

    @GetMapping(path = "/account/export", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> export(Visitor visitor) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"medislot.json\"")
                .body(visitor.api().patients().export(visitor.patient()));
    }

    @PostMapping("/account/delete")
    String delete(Visitor visitor, @RequestParam String currentPassword, HttpServletRequest request,
            HttpServletResponse response, Model model, Locale locale) {
        var outcome = saved(visitor, "delete", response, model, locale,
                () -> visitor.api().patients().erase(visitor.patient(), new Erasure(currentPassword)));
        if (outcome.startsWith("redirect:")) {
            sessions.forget(request, response);
            return "redirect:/login?done=deleted";
        }
        return outcome;
    }

    private String saved(Visitor visitor, String section, HttpServletResponse response, Model model, Locale locale,
            Runnable change) {
        try {
            change.run();
            return "redirect:/account?done=" + section;
        } catch (InvalidRequest | Conflict | RuleViolated e) {
            model.addAttribute("section", section);
            errors.refuse(e, section, response, model, locale);
            var me = visitor.api().patients().me();
            if (e.slug().equals("stale") && model.getAttribute(PROFILE) instanceof ProfileForm typed) {
                model.addAttribute(PROFILE, typed.basedOn(ProfileForm.version(me)));
            }
            return page(visitor, () -> me, "", model, locale);
        }
    }

    private static String page(Visitor visitor, Supplier<Patient> own, String done, Model model, Locale locale) {
        var dependents = Pending.of(() -> visitor.api().patients().dependents(visitor.patient()).items());
        var feed = Pending.of(visitor::calendarFeed);
        var me = own.get();
        if (!model.containsAttribute(PROFILE)) {
            model.addAttribute(PROFILE, ProfileForm.of(me));
        }
        model.addAttribute("me", me).addAttribute("done", done).addAttribute("key", UUID.randomUUID());
        model.addAttribute("states", UsState.values()).addAttribute("zones", Times.usual(me.timeZone(), locale));
        model.addAttribute("dependents", dependents.get()).addAttribute("feed", feed.get());
        return "webapp/account";
    }
}
