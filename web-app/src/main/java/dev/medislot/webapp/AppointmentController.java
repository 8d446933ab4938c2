package dev.medislot.webapp;

import static java.util.stream.Collectors.toSet;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.patient.NewRating;
import dev.medislot.client.patient.Rating;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The appointments of a patient. */
@Controller
@PagesFor(Role.PATIENT)
class AppointmentController {

    private static final String RATING = "rating";
    private static final int PAGE = 200;
    /** How long after a visit the list asks for its rating, and for how many visits. */
    private static final Duration RECENT = Duration.ofDays(30);
    private static final int MAX_UNRATED = 3;

    private final FormErrors errors;

    AppointmentController(FormErrors errors) {
        this.errors = errors;
    }

    @GetMapping("/appointments")
    String list(Visitor visitor, Model model, Locale locale) {
        var bookings = Pending.of(() -> bookings(visitor));
        var me = visitor.api().patients().me();
        var now = Instant.now();
        var visits = bookings.get().stream().map(booking -> PatientVisit.of(booking, me, locale)).toList();
        Predicate<PatientVisit> isCancelled = visit -> visit.booking().status() == BookingStatus.CANCELLED;
        Predicate<PatientVisit> isUpcoming = visit -> visit.booking().status() == BookingStatus.CONFIRMED
                && visit.booking().end().isAfter(now);
        model.addAttribute("upcoming", visits.stream().filter(isUpcoming).toList());
        var past = latest(visits, isUpcoming.or(isCancelled).negate());
        model.addAttribute("past", past).addAttribute("unrated", unrated(visitor, past, now.minus(RECENT)));
        model.addAttribute("cancelled", latest(visits, isCancelled));
        return "webapp/appointments";
    }

    /** The latest visits without a rating. */
    private static Set<UUID> unrated(Visitor visitor, List<PatientVisit> past, Instant since) {
        return past.stream()
                .map(PatientVisit::booking)
                .filter(booking -> booking.status() == BookingStatus.COMPLETED && booking.end().isAfter(since))
                .limit(MAX_UNRATED)
                .map(booking -> Pending.of(() -> isRated(visitor, booking.id()) ? null : booking.id()))
                .toList()
                .stream()
                .map(Pending::get)
                .filter(Objects::nonNull)
                .collect(toSet());
    }

    private static boolean isRated(Visitor visitor, UUID booking) {
        return !ratings(visitor, booking).isEmpty();
    }

    private static List<Rating> ratings(Visitor visitor, UUID booking) {
        return visitor.api().ratings().list(null, booking, null).items();
    }

    private static List<Booking> bookings(Visitor visitor) {
        var all = new BookingQuery(null, null, null, null, null, null, PAGE, null);
        return MedislotClient.all(next -> visitor.api().bookings().list(all.after(next)))
                .sorted(Comparator.comparing(Booking::start))
                .toList();
    }

    /**
     * The address that mails link to, for patients, doctors and staff.
     *
     * @param stars that the patient has chosen in the list; null to choose them here
     */
    @PagesFor({ Role.PATIENT, Role.DOCTOR, Role.STAFF })
    @GetMapping("/appointments/{id}")
    String one(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String done,
            @RequestParam(required = false) @Nullable Integer stars, Model model, Locale locale) {
        if (visitor.role() == Role.DOCTOR || visitor.role() == Role.STAFF) {
            return "redirect:%s/appointments/%s".formatted(Paths.home(visitor.role()), id);
        }
        errors.none(model);
        if (stars != null) {
            model.addAttribute(RATING, new NewRating(id, stars, null));
        }
        return page(visitor, id, done, model, locale);
    }

    private static String page(Visitor visitor, UUID id, String done, Model model, Locale locale) {
        var asked = Pending.of(() -> visitor.api().bookings().get(id));
        var me = visitor.api().patients().me();
        var booking = asked.get();
        var visit = PatientVisit.of(booking, me, locale);
        model.addAttribute("visit", visit).addAttribute("me", me);
        model.addAttribute("clinic", visit.isLate() ? visitor.clinic() : null);
        var completed = booking.status() == BookingStatus.COMPLETED;
        var ratings = completed ? ratings(visitor, id) : List.<Rating>of();
        model.addAttribute("rateable", completed && ratings.isEmpty()).addAttribute("ratings", ratings);
        model.addAttribute("done", done);
        return "webapp/appointment";
    }

    @PostMapping("/appointments/{id}/cancel")
    String cancel(Visitor visitor, @PathVariable UUID id) {
        try {
            visitor.api().bookings().change(id, BookingChange.cancel(null), null);
        } catch (Conflict e) {
            // a second press of the button
            if (visitor.api().bookings().get(id).status() != BookingStatus.CANCELLED) {
                throw e;
            }
        } catch (RuleViolated e) {
            return done(id, e.slug());
        }
        return done(id, "cancelled");
    }

    @PostMapping("/appointments/{id}/rate")
    String rate(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "0") int stars,
            @RequestParam(required = false) @Nullable String comment, HttpServletResponse response, Model model,
            Locale locale) {
        var rating = new NewRating(id, stars, TypedText.given(comment));
        if (stars == 0) {
            errors.refuse("stars", "error.stars.missing", response, model, locale);
            model.addAttribute(RATING, rating);
            return page(visitor, id, "", model, locale);
        }
        try {
            visitor.api().ratings().rate(rating, id.toString());
            return done(id, "rated");
        } catch (InvalidRequest | Conflict | RuleViolated e) {
            errors.refuse(e, response, model, locale);
            model.addAttribute(RATING, rating);
            return page(visitor, id, "", model, locale);
        }
    }

    private static String done(UUID id, String outcome) {
        return "redirect:/appointments/%s?done=%s".formatted(id, outcome);
    }

    private static List<PatientVisit> latest(List<PatientVisit> visits, Predicate<PatientVisit> wanted) {
        return visits.stream().filter(wanted).toList().reversed();
    }
}
