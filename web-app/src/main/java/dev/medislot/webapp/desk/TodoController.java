package dev.medislot.webapp.desk;

import dev.medislot.client.Items;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.AtRiskBooking;
import dev.medislot.client.booking.AuditFindings;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.doctor.ExpiringLicense;
import dev.medislot.client.doctor.UnverifiedLicense;
import dev.medislot.client.mail.Mail;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Visitor;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tasks of the front desk. */
@Controller
@PagesFor(Role.STAFF)
class TodoController {

    private static final int SHOWN = 50;
    private static final int DAYS = 60;

    /**
     * The first entries of each list.
     *
     * @param audit of the bookings
     */
    record Todo(List<AtRiskBooking> atRisk, List<UnverifiedLicense> unverified, List<ExpiringLicense> expiring,
            List<Mail> failed, AuditFindings audit) {

        public boolean isEmpty() {
            return atRisk.isEmpty() && unverified.isEmpty() && expiring.isEmpty() && failed.isEmpty();
        }

        /** The inconsistencies of the tables, which are for the operators. */
        public long inconsistencies() {
            return audit.overlaps() + audit.bookingsWithoutEvent() + audit.versionsWithoutEvent()
                    + audit.eventsWithoutBooking() + audit.contradictions();
        }
    }

    @GetMapping("/desk/todo")
    String todo(Visitor visitor, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String why, @RequestParam(required = false) @Nullable UUID booking,
            Model model, Locale locale) {
        model.addAttribute("todo", read(visitor.api()));
        model.addAttribute("times", BookingController.times(visitor, locale));
        model.addAttribute("done", done).addAttribute("why", why).addAttribute("booking", booking);
        return "webapp/desk/todo";
    }

    private static Todo read(MedislotClient api) {
        var atRisk = first(next -> api.bookings().atRisk(null, null, next));
        var unverified = first(api.licenses()::unverified);
        var expiring = first(next -> api.licenses().expiring(DAYS, next));
        var failed = first(next -> api.mails().list(null, "FAILED", next));
        var audit = api.audit().count();
        return new Todo(atRisk.get(), unverified.get(), expiring.get(), failed.get(), audit);
    }

    private static <T> Pending<List<T>> first(Function<@Nullable String, Items<T>> page) {
        return Pending.of(() -> MedislotClient.all(page).limit(SHOWN).toList());
    }

    @PostMapping("/desk/todo/{booking}/move")
    String move(Visitor visitor, @PathVariable UUID booking, @RequestParam SlotId slot, @RequestParam String version) {
        var refusal = Refusals.of(() -> visitor.api().bookings().change(booking, BookingChange.moveTo(slot), version));
        return "redirect:/desk/todo?booking=%s&%s".formatted(booking, Refusals.outcome(refusal, "moved"));
    }

    /**
     * Verifies a license.
     *
     * @param version the entity tag of the license as it was seen
     */
    @PostMapping("/desk/todo/licenses/{license}")
    String verify(Visitor visitor, @PathVariable UUID license, @RequestParam DoctorId doctor,
            @RequestParam String version) {
        var refusal = Refusals.of(() -> visitor.api().licenses().verify(doctor, license, version));
        return "redirect:/desk/todo?" + (refusal.isPresent() ? "why=license" : "done=verified");
    }

    @PostMapping("/desk/todo/mails/{mail}")
    String resend(Visitor visitor, @PathVariable UUID mail) {
        var refusal = Refusals.of(() -> visitor.api().mails().resend(mail));
        return "redirect:/desk/todo?" + (refusal.isPresent() ? "why=mail" : "done=resent");
    }
}
