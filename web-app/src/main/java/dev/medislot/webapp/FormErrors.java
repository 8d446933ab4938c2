package dev.medislot.webapp;

import static java.util.stream.Collectors.toMap;

import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.TryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * Names the wrong fields of a form in the order of the page, and describes their errors in its language.
 *
 * @param form the current request: a browser sends the fields in their order
 */
public record FormErrors(MessageSource messages, HttpServletRequest form) {

    /** The fields of problems that name none. */
    private static final Map<String, String> FIELDS = Map.of("email-taken", "email", "wrong-password",
            "currentPassword", "phone-needed", "phone");

    public void none(Model model) {
        model.addAttribute("errors", Map.of()).addAttribute("problem", "");
    }

    /** Refuses a form for a field that no problem of the API describes. */
    public void refuse(String field, String key, HttpServletResponse response, Model model, Locale locale) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        var words = messages.getMessage(key, null, locale);
        model.addAttribute("errors", Map.of(field, words)).addAttribute("problem", words);
    }

    /** Says that the outcome is unknown, or why the API is busy. */
    public void showBusy(Exception failure, Model model, Locale locale) {
        none(model);
        Unanswered.addRetryAfter(failure, model);
        model.addAttribute("problem", words("problem." + Unanswered.slug(failure), "", locale));
    }

    /** The status of a page that shows its form again. */
    public static void setStatus(ApiProblem problem, HttpServletResponse response) {
        if (problem instanceof TryLater) {
            Unanswered.answer(problem, response);
        } else {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
    }

    /** Says why the API refused the form, on a page that shows it again. */
    public void refuse(ApiProblem problem, HttpServletResponse response, Model model, Locale locale) {
        setStatus(problem, response);
        show(problem, model, locale);
    }

    public void show(ApiProblem problem, Model model, Locale locale) {
        mark(problem, usual(problem, locale), model, locale);
    }

    /**
     * Prefers the words of a section of the account, and then of the account: its conflicts are not of appointments.
     */
    public void refuse(ApiProblem problem, String section, HttpServletResponse response, Model model, Locale locale) {
        setStatus(problem, response);
        var ofAccount = words("problem.account." + problem.slug(), usual(problem, locale), locale);
        var words = words("problem.account.%s.%s".formatted(section, problem.slug()), ofAccount, locale);
        mark(problem, words, model, locale);
    }

    private void mark(ApiProblem problem, String words, Model model, Locale locale) {
        Unanswered.addRetryAfter(problem, model);
        var found = words(problem, locale);
        var field = FIELDS.get(problem.slug());
        if (field != null && form.getParameterMap().containsKey(field)) {
            found.put(field, words);
        }
        model.addAttribute("errors", inOrder(found)).addAttribute("problem", words);
    }

    private Map<String, String> words(ApiProblem problem, Locale locale) {
        var fields = new FieldWords(messages);
        return problem.fields()
                .stream()
                .collect(toMap(FieldWords::name, error -> fields.of(error, locale), (first, _) -> first,
                        LinkedHashMap::new));
    }

    /** Fields that the form did not send come last. */
    private Map<String, String> inOrder(Map<String, String> found) {
        var sent = List.copyOf(form.getParameterMap().keySet());
        var ordered = new LinkedHashMap<String, String>();
        sent.stream().filter(found::containsKey).forEach(field -> ordered.put(field, found.get(field)));
        found.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /** Shows the error of a field of the API at the fields of the form that it is made of. */
    public void move(String field, Model model, String... typed) {
        if (model.getAttribute("errors") instanceof Map<?, ?> found && found.containsKey(field)) {
            var moved = new LinkedHashMap<String, String>();
            found.forEach((name, words) -> {
                for (var shown : name.equals(field) ? typed : new String[] { (String) name }) {
                    moved.put(shown, (String) words);
                }
            });
            model.addAttribute("errors", inOrder(moved));
        }
    }

    /** The words for its type; the details of the API are in English. */
    private String usual(ApiProblem problem, Locale locale) {
        return words("problem." + problem.slug(), words("problem.title", "", locale), locale);
    }

    private String words(String key, String otherwise, Locale locale) {
        return Objects.requireNonNullElse(messages.getMessage(key, null, otherwise, locale), otherwise);
    }
}
