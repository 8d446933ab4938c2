package dev.medislot.webapp.doctor;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.TypedText;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A visit of the doctor: its patient, how to attend, and its outcome. */
@Controller
@PagesFor(Role.DOCTOR)
class VisitController {

    private static final int PAGE = 200;
    private static final int MAX_EARLIER = 10;
    /** How long after its end a doctor may correct a visit; later the front desk corrects it. */
    private static final Duration CORRECTABLE = Duration.ofDays(2);

    private final FormErrors errors;

    VisitController(FormErrors errors) {
        this.errors = errors;
    }

    @GetMapping("/doctor/appointments/{id}")
    String visit(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String done, Model model,
            Locale locale) {
        errors.none(model);
        model.addAttribute("done", done);
        return page(visitor, id, model, locale);
    }

    private static String page(Visitor visitor, UUID id, Model model, Locale locale) {
        var doctor = Pending.of(() -> visitor.api().doctors().get(visitor.doctor()));
        var booking = visitor.api().bookings().get(id);
        var zone = doctor.get().timeZone();
        model.addAttribute("booking", booking).addAttribute("times", new Times(zone, locale));
        model.addAttribute("there", new Times(booking.patientState().zones().getFirst(), locale));
        var now = Instant.now();
        var isConfirmed = booking.status() == BookingStatus.CONFIRMED;
        model.addAttribute("begun", isConfirmed && !booking.start().isAfter(now));
        model.addAttribute("ahead", isConfirmed && booking.start().isAfter(now));
        model.addAttribute("correctable", now.isBefore(booking.end().plus(CORRECTABLE)));
        model.addAttribute("earlier", earlier(visitor, booking));
        return "webapp/doctor/visit";
    }

    /** The visits of the patient before that one with this doctor, the latest first. */
    private static List<Booking> earlier(Visitor visitor, Booking booking) {
        var query = new BookingQuery(null, null, booking.start().toString(), null, visitor.doctor(),
                booking.patientId(), PAGE, null);
        return MedislotClient.all(next -> visitor.api().bookings().list(query.after(next)))
                .filter(it -> it.status() != BookingStatus.CANCELLED && !it.id().equals(booking.id()))
                .sorted(Comparator.comparing(Booking::start).reversed())
                .limit(MAX_EARLIER)
                .toList();
    }

    @PostMapping("/doctor/appointments/{id}/completed")
    String complete(Visitor visitor, @PathVariable UUID id, @RequestParam String version) {
        return change(visitor, id, BookingChange.close(BookingStatus.COMPLETED), version, "completed");
    }

    @PostMapping("/doctor/appointments/{id}/no-show")
    String miss(Visitor visitor, @PathVariable UUID id, @RequestParam String version) {
        return change(visitor, id, BookingChange.close(BookingStatus.NO_SHOW), version, "no-show");
    }

    @PostMapping("/doctor/appointments/{id}/cancel")
    String cancel(Visitor visitor, @PathVariable UUID id, @RequestParam String version,
            @RequestParam(defaultValue = "") String reason, HttpServletResponse response, Model model, Locale locale) {
        try {
            return change(visitor, id, BookingChange.cancel(TypedText.given(reason)), version, "cancelled");
        } catch (InvalidRequest e) {
            errors.refuse(e, response, model, locale);
            errors.move("cancellationReason", model, "reason");
            model.addAttribute("reason", reason).addAttribute("done", "");
            return page(visitor, id, model, locale);
        }
    }

    /** @param version the entity tag of the booking, as the doctor saw it */
    private static String change(Visitor visitor, UUID id, BookingChange change, String version, String done) {
        var page = "redirect:/doctor/appointments/%s?done=".formatted(id);
        try {
            visitor.api().bookings().change(id, change, version);
            return page + done;
        } catch (Conflict | RuleViolated e) {
            // a second press of the button
            var isDone = visitor.api().bookings().get(id).status() == change.status();
            return page + (isDone ? done : e.slug());
        }
    }
}
