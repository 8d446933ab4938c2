package dev.medislot.webapp.desk.team;

import static java.util.stream.Collectors.toMap;

import dev.medislot.client.Consequences;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.doctor.DoctorQuery;
import dev.medislot.client.doctor.NewClosure;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.TypedText;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.desk.PageRefusals;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The closures of the clinic. */
@Controller
@PagesFor(Role.STAFF)
class ClosuresController {

    private final FormErrors errors;

    ClosuresController(FormErrors errors) {
        this.errors = errors;
    }

    @GetMapping("/desk/team/closures")
    String closures(Visitor visitor, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String why, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute("why", why);
        return closuresPage(visitor, ClosureForm.blank(), model, locale);
    }

    private static String closuresPage(Visitor visitor, ClosureForm form, Model model, Locale locale) {
        model.addAttribute("closures", MedislotClient.all(visitor.api().closures()::list).toList());
        model.addAttribute("form", form).addAttribute("times", visitor.clinicTimes(locale));
        return "webapp/desk/closures";
    }

    /** Shows the bookings that a closure would affect, and closes the clinic once they were shown. */
    @PostMapping("/desk/team/closures")
    String close(Visitor visitor, @ModelAttribute("form") ClosureForm form, HttpServletResponse response, Model model,
            Locale locale) {
        try {
            var closure = visitor.api().closures().close(form.closure(), form.key(), form.consequences());
            if (form.bookings() != null) {
                return "redirect:/desk/team/closures?done=closed";
            }
            errors.none(model);
            model.addAttribute("preview", closure).addAttribute("done", "").addAttribute("why", "");
            model.addAttribute("doctors", names(visitor.api()));
            return closuresPage(visitor, form.withKey(UUID.randomUUID().toString()), model, locale);
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            PageRefusals.show(e, errors, "team", response, model, locale);
            return closuresPage(visitor, e instanceof TryLater ? form : form.withKey(UUID.randomUUID().toString()),
                    model, locale);
        }
    }

    private static Map<DoctorId, String> names(MedislotClient api) {
        return MedislotClient.all(next -> api.doctors().list(new DoctorQuery(null, null, null, null, next)))
                .collect(toMap(Doctor::id, doctor -> doctor.firstName() + " " + doctor.lastName()));
    }

    /** A closure never changes, so it has no version that could be stale. */
    @PostMapping("/desk/team/closures/{id}/delete")
    String reopen(Visitor visitor, @PathVariable UUID id) {
        var refusal = PageRefusals.of(() -> visitor.api().closures().delete(id, null, Consequences.KEEP_BOOKINGS));
        var isGone = refusal.filter(NotFound.class::isInstance).isPresent();
        return "redirect:/desk/team/closures?"
                + (isGone ? "why=closure-gone" : PageRefusals.outcome(refusal, "reopened"));
    }

    /**
     * The fields of a closure as they were typed.
     *
     * @param bookings {@code keep} or {@code cancel} those that lose their slot; null for a preview
     */
    record ClosureForm(String start, String end, @Nullable String reason, @Nullable String bookings, String key) {

        static ClosureForm blank() {
            return new ClosureForm("", "", "", null, UUID.randomUUID().toString());
        }

        ClosureForm withKey(String other) {
            return new ClosureForm(start, end, reason, bookings, other);
        }

        NewClosure closure() {
            return new NewClosure(start, end, TypedText.given(reason));
        }

        Consequences consequences() {
            if (bookings == null) {
                return Consequences.PREVIEW;
            }
            return bookings.equals("cancel") ? Consequences.CANCEL_BOOKINGS : Consequences.KEEP_BOOKINGS;
        }
    }
}
