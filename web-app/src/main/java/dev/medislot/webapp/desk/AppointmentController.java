package dev.medislot.webapp.desk;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.AtRiskBooking;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.patient.Patient;
import dev.medislot.client.problem.NotFound;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.TypedText;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One appointment: its facts, history and mails; move, cancel and close it. */
@Controller
@PagesFor(Role.STAFF)
class AppointmentController {

    private final FormErrors errors;

    AppointmentController(FormErrors errors) {
        this.errors = errors;
    }

    /**
     * Shows a booking.
     *
     * @param from the first day of the times to move to; null for the booking's own, or today
     * @param doctor the doctor of those times; null for its own
     */
    @GetMapping("/desk/appointments/{id}")
    String one(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable DoctorId doctor, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute("why", why);
        return page(visitor, id, from, doctor, model, locale);
    }

    private static String page(Visitor visitor, UUID id, @Nullable LocalDate from, @Nullable DoctorId doctor,
            Model model, Locale locale) {
        var api = visitor.api();
        var now = Instant.now();
        var times = visitor.clinicTimes(locale);
        var history = Pending.of(() -> api.bookings().history(id).items());
        var mails = Pending.of(() -> api.mails().list(id, null, null).items());
        var booking = api.bookings().get(id);
        var askedPatient = Pending.of(() -> patient(api, booking));
        var risk = Pending.of(() -> risk(api, booking, now));
        var confirmed = booking.status() == BookingStatus.CONFIRMED;
        model.addAttribute("booking", booking).addAttribute("times", times);
        model.addAttribute("begun", !booking.start().isAfter(now)).addAttribute("confirmed", confirmed);
        var patient = askedPatient.get();
        var local = patient == null ? times : new Times(patient.timeZone(), locale);
        if (confirmed && booking.end().isAfter(now)) {
            Moves.add(api, booking, times, from, doctor == null ? booking.doctorId() : doctor, local.zone(), model);
        }
        model.addAttribute("patient", patient)
                .addAttribute("history", history.get())
                .addAttribute("mails", mails.get());
        model.addAttribute("local", local).addAttribute("risk", risk.get());
        return "webapp/desk/appointment";
    }

    /** Why the booking is at risk; null if it is not. */
    private static @Nullable AtRiskBooking risk(MedislotClient api, Booking booking, Instant now) {
        return booking.status() != BookingStatus.CONFIRMED || booking.start().isBefore(now) ? null
                : MedislotClient.all(next -> api.bookings().atRisk(null, booking.doctorId(), next))
                        .filter(each -> each.booking().id().equals(booking.id()))
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable Patient patient(MedislotClient api, Booking booking) {
        try {
            return api.patients().get(booking.patientId());
        } catch (NotFound _) {
            // erased
            return null;
        }
    }

    @PostMapping("/desk/appointments/{id}/move")
    String move(Visitor visitor, @PathVariable UUID id, @RequestParam(required = false) @Nullable SlotId slot,
            @RequestParam String version) {
        if (slot == null) {
            return back(id, "why=no-time");
        }
        var refusal = PageRefusals.of(() -> visitor.api().bookings().change(id, BookingChange.moveTo(slot), version));
        return back(id, PageRefusals.outcome(refusal, "moved"));
    }

    /** A refusal keeps the reason that was typed. */
    @PostMapping("/desk/appointments/{id}/cancel")
    String cancel(Visitor visitor, @PathVariable UUID id, @RequestParam String reason, @RequestParam String version,
            HttpServletResponse response, Model model, Locale locale) {
        if (reason.isBlank()) {
            errors.refuse("why", "desk.cancelReason.missing", response, model, locale);
            model.addAttribute("done", "").addAttribute("why", "");
            return page(visitor, id, null, null, model, locale);
        }
        var change = BookingChange.cancel(TypedText.given(reason));
        var refusal = PageRefusals.of(() -> visitor.api().bookings().change(id, change, version));
        if (refusal.isEmpty()) {
            return back(id, "done=cancelled");
        }
        PageRefusals.show(refusal.get(), errors, response, model, locale);
        errors.move("cancellationReason", model, "why");
        model.addAttribute("reason", reason);
        return page(visitor, id, null, null, model, locale);
    }

    @PostMapping("/desk/appointments/{id}/close")
    String close(Visitor visitor, @PathVariable UUID id, @RequestParam BookingStatus status,
            @RequestParam String version) {
        var change = BookingChange.close(status);
        return back(id,
                PageRefusals.outcome(PageRefusals.of(() -> visitor.api().bookings().change(id, change, version)),
                        status == BookingStatus.COMPLETED ? "completed" : "no-show"));
    }

    @PostMapping("/desk/appointments/{id}/mails/{mail}")
    String resend(Visitor visitor, @PathVariable UUID id, @PathVariable UUID mail) {
        var refusal = PageRefusals.of(() -> visitor.api().mails().resend(mail));
        return back(id, refusal.isPresent() ? "why=mail" : "done=resent");
    }

    private static String back(UUID id, String outcome) {
        return "redirect:/desk/appointments/%s?%s".formatted(id, outcome);
    }
}
