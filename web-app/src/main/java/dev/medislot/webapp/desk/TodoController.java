package dev.medislot.webapp.desk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.medislot.client.Items;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.AtRiskBooking;
import dev.medislot.client.booking.AtRiskBooking.Proposal;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.mail.Mail;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    /** A mail that was tried and still waits after that time shows that the mail server has a fault. */
    private static final Duration USUAL_WAIT = Duration.ofMinutes(10);
    private static final int MAX_WAITING = 200;
    private static final Duration COMING = Duration.ofDays(2);
    private static final int MAX_COMING = 50;

    private final TodoCount count;

    TodoController(TodoCount count) {
        this.count = count;
    }

    @GetMapping("/desk/todo")
    String todo(Visitor visitor, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String why, @RequestParam(required = false) @Nullable UUID booking,
            Model model, Locale locale) {
        var todo = read(visitor.api());
        count.know(todo.size());
        model.addAttribute("todo", todo).addAttribute(TodoCount.NAME, todo.size());
        model.addAttribute("proposed", proposed(visitor.api(), todo.atRisk()));
        model.addAttribute("times", visitor.clinicTimes(locale));
        model.addAttribute("done", done).addAttribute("why", why).addAttribute("booking", booking);
        return "webapp/desk/todo";
    }

    private static Todo read(MedislotClient api) {
        var atRisk = first(next -> api.bookings().atRisk(null, null, next));
        var unverified = first(api.licenses()::unverified);
        var expiring = first(next -> api.licenses().expiring(DAYS, next));
        var failed = first(next -> api.mails().list(null, "FAILED", next));
        var withoutVideo = Pending.of(() -> withoutVideo(api));
        var delayed = Pending.of(() -> delayed(api));
        var audit = api.audit().count();
        return new Todo(atRisk.get(), unverified.get(), expiring.get(), failed.get(), withoutVideo.get(), delayed.get(),
                audit);
    }

    /** The doctors to whom bookings at risk could move. */
    private static Map<DoctorId, Doctor> proposed(MedislotClient api, List<AtRiskBooking> atRisk) {
        return atRisk.stream()
                .flatMap(booking -> booking.proposals().stream())
                .map(Proposal::doctorId)
                .distinct()
                .map(doctor -> Pending.of(() -> api.doctors().get(doctor)))
                .toList()
                .stream()
                .map(Pending::get)
                .collect(toMap(Doctor::id, doctor -> doctor));
    }

    private static List<Mail> delayed(MedislotClient api) {
        var before = Instant.now().minus(USUAL_WAIT);
        return MedislotClient.all(next -> api.mails().list(null, "PENDING", next))
                .limit(MAX_WAITING)
                .filter(mail -> mail.attempts() > 0 && mail.createdAt().isBefore(before))
                .toList();
    }

    private static List<DoctorWithoutVideo> withoutVideo(MedislotClient api) {
        var now = Instant.now();
        var coming = new BookingQuery(BookingStatus.CONFIRMED, now.toString(), now.plus(COMING).toString(), null, null,
                null, MAX_COMING, null);
        var visits = api.bookings().list(coming).items().stream();
        return visits.filter(visit -> visit.mode() == VisitMode.VIDEO && visit.joinUrl() == null)
                .collect(groupingBy(Booking::doctorId, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(DoctorWithoutVideo::of)
                .toList();
    }

    private static <T> Pending<List<T>> first(Function<@Nullable String, Items<T>> page) {
        return Pending.of(() -> MedislotClient.all(page).limit(SHOWN).toList());
    }

    /** Asks before a booking moves, because its patient gets a mail at once. */
    @GetMapping("/desk/todo/{booking}/move")
    String ask(Visitor visitor, @PathVariable UUID booking, @RequestParam SlotId slot, Model model, Locale locale) {
        var api = visitor.api();
        var found = api.bookings().get(booking);
        var doctor = Pending.of(() -> api.doctors().get(slot.doctor()));
        var before = Pending.of(() -> api.doctors().get(found.doctorId()));
        var patient = api.patients().get(found.patientId());
        model.addAttribute("booking", found).addAttribute("slot", slot).addAttribute("patient", patient);
        model.addAttribute("times", visitor.clinicTimes(locale))
                .addAttribute("local", new Times(patient.timeZone(), locale));
        model.addAttribute("doctor", doctor.get()).addAttribute("before", before.get());
        return "webapp/desk/move";
    }

    @PostMapping("/desk/todo/{booking}/move")
    String move(Visitor visitor, @PathVariable UUID booking, @RequestParam SlotId slot, @RequestParam String version) {
        var refusal = PageRefusals
                .of(() -> visitor.api().bookings().change(booking, BookingChange.moveTo(slot), version));
        return "redirect:/desk/todo?booking=%s&%s".formatted(booking, PageRefusals.outcome(refusal, "moved"));
    }

    /**
     * Verifies a license.
     *
     * @param version the entity tag of the license as it was seen
     */
    @PostMapping("/desk/todo/licenses/{license}")
    String verify(Visitor visitor, @PathVariable UUID license, @RequestParam DoctorId doctor,
            @RequestParam String version) {
        var refusal = PageRefusals.of(() -> visitor.api().licenses().verify(doctor, license, version));
        return "redirect:/desk/todo?" + (refusal.isPresent() ? "why=license" : "done=verified");
    }

    @PostMapping("/desk/todo/mails/{mail}")
    String resend(Visitor visitor, @PathVariable UUID mail) {
        var refusal = PageRefusals.of(() -> visitor.api().mails().resend(mail));
        return "redirect:/desk/todo?" + (refusal.isPresent() ? "why=mail" : "done=resent");
    }
}
