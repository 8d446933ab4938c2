package dev.medislot.webapp.desk;

import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotAllowed;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.webapp.FormErrors;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.ui.Model;

/** Runs changes whose refusals a page says in words; other failures get a page of their own. */
public final class PageRefusals {

    private PageRefusals() {}

    /** Returns why the change was refused; empty if it was made. */
    public static Optional<ApiProblem> of(Runnable change) {
        try {
            change.run();
            return Optional.empty();
        } catch (InvalidRequest | Conflict | RuleViolated | NotFound | NotAllowed | TryLater e) {
            return Optional.of(e);
        }
    }

    /** Says on the page of a form why the form was refused. */
    public static void show(ApiProblem problem, FormErrors errors, String section, HttpServletResponse response,
            Model model, Locale locale) {
        errors.refuse(problem, section, response, model, locale);
        model.addAttribute("done", "").addAttribute("why", "");
    }

    /** Says it beside the fields and in a summary, or above the page if it is about no field. */
    static void show(ApiProblem problem, FormErrors errors, HttpServletResponse response, Model model, Locale locale) {
        var hasFields = !problem.fields().isEmpty();
        errors.refuse(problem, response, model, locale);
        if (!hasFields) {
            errors.none(model);
        }
        model.addAttribute("done", "").addAttribute("why", hasFields ? "" : slug(problem));
    }

    private static String slug(ApiProblem problem) {
        return problem.slug().isEmpty() ? "other" : problem.slug();
    }

    /** The end of an address that says how a change ended: {@code done=} and the word, or {@code why=} and the slug. */
    public static String outcome(Optional<ApiProblem> refusal, String done) {
        return refusal.map(problem -> "why=" + slug(problem)).orElse("done=" + done);
    }
}
