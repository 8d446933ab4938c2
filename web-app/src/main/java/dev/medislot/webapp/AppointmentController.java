package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.patient.NewRating;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
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

    private final MessageSource messages;

    AppointmentController(MessageSource messages) {
        this.messages = messages;
    }

    @GetMapping("/appointments")
    String list(Visitor visitor, Model model, Locale locale) {
        var me = visitor.api().patients().me();
        var now = Instant.now();
        var visits = MedislotClient.all(next -> visitor.api().bookings().list(BookingQuery.all().after(next)))
                .sorted(Comparator.comparing(Booking::start))
                .map(booking -> Visit.of(booking, me, locale))
                .toList();
        Predicate<Visit> isCancelled = visit -> visit.booking().status() == BookingStatus.CANCELLED;
        Predicate<Visit> isUpcoming = visit -> visit.booking().status() == BookingStatus.CONFIRMED
                && visit.booking().end().isAfter(now);
        model.addAttribute("upcoming", visits.stream().filter(isUpcoming).toList());
        model.addAttribute("past", latest(visits, isUpcoming.or(isCancelled).negate()));
        model.addAttribute("cancelled", latest(visits, isCancelled));
        return "webapp/appointments";
    }

    /** The address that mails link to, for patients, doctors and staff. */
    @PagesFor({ Role.PATIENT, Role.DOCTOR, Role.STAFF })
    @GetMapping("/appointments/{id}")
    String one(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String done, Model model,
            Locale locale) {
        if (visitor.role() == Role.DOCTOR || visitor.role() == Role.STAFF) {
            return "redirect:%s/appointments/%s".formatted(Paths.home(visitor.role()), id);
        }
        var me = visitor.api().patients().me();
        var booking = visitor.api().bookings().get(id);
        model.addAttribute("visit", Visit.of(booking, me, locale)).addAttribute("me", me);
        model.addAttribute("rateable", booking.status() == BookingStatus.COMPLETED
                && visitor.api().ratings().list(null, id, null).items().isEmpty());
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
    String rate(Visitor visitor, @PathVariable UUID id, @RequestParam int stars,
            @RequestParam(required = false) @Nullable String comment) {
        visitor.api()
                .ratings()
                .rate(new NewRating(id, stars, comment == null || comment.isBlank() ? null : comment), id.toString());
        return done(id, "rated");
    }

    @GetMapping(path = "/appointments/{id}/calendar.ics", produces = "text/calendar;charset=UTF-8")
    ResponseEntity<String> calendar(Visitor visitor, @PathVariable UUID id, Locale locale) {
        var booking = visitor.api().bookings().get(id);
        var summary = messages.getMessage("calendar.summary", new Object[] { booking.doctorName() }, locale);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"appointment.ics\"")
                .body(CalendarFile.of(booking, summary));
    }

    private static String done(UUID id, String outcome) {
        return "redirect:/appointments/%s?done=%s".formatted(id, outcome);
    }

    private static List<Visit> latest(List<Visit> visits, Predicate<Visit> wanted) {
        return visits.stream().filter(wanted).toList().reversed();
    }
}
