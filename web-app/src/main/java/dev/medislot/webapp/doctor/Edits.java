package dev.medislot.webapp.doctor;

import dev.medislot.client.Consequences;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.doctor.AffectedBooking;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.PlaceMails;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * Edits that may take away the time of bookings, or send mails to their patients: a page shows those bookings first,
 * and the doctor keeps them, cancels them or goes back to the form.
 */
public class Edits {

    /** The field with the doctor's choice; without it an edit is only made if it affects no booking. */
    private static final String CHOICE = "bookings";
    private static final int MAX_SHOWN = 20;

    /**
     * An edit of a page.
     *
     * @param section of the page, which has its own words for problems
     * @param done the page after the edit
     * @param form draws the form again with its typed values
     */
    public record Edit(String section, String done, Supplier<String> form) {}

    /**
     * What an edit does to bookings.
     *
     * @param affected lose their time
     * @param mailed stay; their patients get a mail about the edit
     */
    record Effects(List<AffectedBooking> affected, List<Booking> mailed) {

        static Effects of(@Nullable List<AffectedBooking> affected, List<Booking> mailed) {
            return new Effects(affected == null ? List.of() : affected, mailed);
        }

        boolean areNone() {
            return affected.isEmpty() && mailed.isEmpty();
        }
    }

    /** A field of the form that is sent again with the choice. */
    record Field(String name, String value) {}

    /** An affected booking; the second part is missing if the booking cannot be read. */
    record Affected(AffectedBooking slot, @Nullable Booking booking) {}

    private final FormErrors errors;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Edits(FormErrors errors, HttpServletRequest request, HttpServletResponse response) {
        this.errors = errors;
        this.request = request;
        this.response = response;
    }

    /** Makes the edit, or answers the page that comes before it. */
    public String make(Visitor visitor, Edit edit, Model model, Locale locale,
            Function<Consequences, @Nullable List<AffectedBooking>> change) {
        return makeWithMails(visitor, edit, model, locale,
                consequences -> Effects.of(change.apply(consequences), List.of()));
    }

    /** Does the same for an edit about which patients may get mails. */
    String makeWithMails(Visitor visitor, Edit edit, Model model, Locale locale,
            Function<Consequences, Effects> change) {
        var choice = request.getParameter(CHOICE);
        if ("edit".equals(choice)) {
            errors.none(model);
            return edit.form().get();
        }
        return attempt(edit, model, locale, () -> {
            if (choice == null) {
                var effects = change.apply(Consequences.PREVIEW);
                if (!effects.areNone()) {
                    return ask(visitor, effects, edit, model, locale);
                }
            }
            var cancel = "cancel".equals(choice);
            var effects = change.apply(cancel ? Consequences.CANCEL_BOOKINGS : Consequences.KEEP_BOOKINGS);
            return "redirect:" + done(edit, cancel, effects.affected().size());
        });
    }

    /** The idempotency key of an edit that creates: a preview stores nothing, so it uses none up. */
    public static @Nullable String key(String key, Consequences consequences) {
        return Boolean.TRUE.equals(consequences.preview()) ? null : key;
    }

    /** Gives a form that creates something its key: a changed form is another request, which needs another one. */
    public static void addKey(Model model) {
        if (model.getAttribute("key") == null) {
            model.addAttribute("key", UUID.randomUUID());
        }
    }

    /** Draws the form again if the edit is refused. */
    String attempt(Edit edit, Model model, Locale locale, Supplier<String> change) {
        try {
            return change.get();
        } catch (InvalidRequest | Conflict | RuleViolated e) {
            return again(edit, e, model, locale);
        } catch (TryLater e) {
            // the edit may have been made, and a repeat with the same key does not make it twice
            model.addAttribute("key", request.getParameter("key"));
            return again(edit, e, model, locale);
        }
    }

    /** Says on a page that is drawn again why its form was not sent to the API. */
    public void refuse(String words, Model model, Locale locale) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        errors.none(model);
        model.addAttribute("problem", errors.messages().getMessage(words, null, locale));
    }

    private String again(Edit edit, ApiProblem problem, Model model, Locale locale) {
        errors.refuse(problem, edit.section(), response, model, locale);
        model.addAttribute("slug", problem.slug()).addAttribute("section", edit.section());
        model.addAttribute("fields", problem.fields());
        return edit.form().get();
    }

    private static String done(Edit edit, boolean cancelled, int affected) {
        return affected == 0 ? edit.done() : edit.done() + (cancelled ? "&cancelled=" : "&kept=") + affected;
    }

    private String ask(Visitor visitor, Effects effects, Edit edit, Model model, Locale locale) {
        var times = Pending.of(() -> new Times(visitor.api().doctors().get(visitor.doctor()).timeZone(), locale));
        return effects.affected().isEmpty()
                ? PlaceMails.ask(effects.mailed(), times.get(), request.getRequestURI(), request.getParameterMap(),
                        model)
                : ask(visitor.api(), effects, times, edit, model);
    }

    private String ask(MedislotClient api, Effects effects, Pending<Times> times, Edit edit, Model model) {
        var affected = effects.affected();
        var shown = affected.stream()
                .limit(MAX_SHOWN)
                .map(each -> Pending.of(() -> new Affected(each, booking(api, each))))
                .toList();
        model.addAttribute("times", times.get());
        model.addAttribute("count", affected.size()).addAttribute("mailed", PlaceMails.patients(effects.mailed()));
        model.addAttribute("affected", shown.stream().map(Pending::get).toList());
        model.addAttribute("action", request.getRequestURI());
        model.addAttribute("typed",
                request.getParameterMap()
                        .entrySet()
                        .stream()
                        .flatMap(
                                entry -> Arrays.stream(entry.getValue()).map(value -> new Field(entry.getKey(), value)))
                        .toList());
        model.addAttribute("section", edit.section());
        return "webapp/doctor/affected";
    }

    private static @Nullable Booking booking(MedislotClient api, AffectedBooking affected) {
        try {
            return api.bookings().get(affected.bookingId());
        } catch (NotFound _) {
            return null;
        }
    }
}
