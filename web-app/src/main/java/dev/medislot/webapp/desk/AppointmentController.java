package dev.medislot.webapp.desk;

import static java.util.stream.Collectors.partitioningBy;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.doctor.DoctorQuery;
import dev.medislot.client.opening.DoctorOpeningQuery;
import dev.medislot.client.opening.DoctorOpenings.OpenDoctor;
import dev.medislot.client.opening.DoctorOpenings.OpenSlot;
import dev.medislot.client.patient.Patient;
import dev.medislot.client.problem.NotFound;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

    private static final int DAYS = 7;
    private static final int MAX_DOCTORS = 200;

    /** The times of a day to which a booking can move. */
    record MoveDay(LocalDate date, List<OpenSlot> slots) {}

    /**
     * The doctors to whom a booking can move, by name.
     *
     * @param others of another specialty
     */
    record Colleagues(List<Doctor> same, List<Doctor> others) {

        static Colleagues of(List<Doctor> licensed, Doctor own) {
            var found = licensed.stream()
                    .filter(doctor -> !doctor.id().equals(own.id()))
                    .sorted(Comparator.comparing(Doctor::lastName).thenComparing(Doctor::firstName))
                    .collect(partitioningBy(doctor -> Objects.equals(doctor.specialty(), own.specialty())));
            return new Colleagues(found.getOrDefault(true, List.of()), found.getOrDefault(false, List.of()));
        }
    }

    /**
     * Shows a booking.
     *
     * @param from the first day of the times to move to; null for the booking's own, or today
     * @param doctor to whom it would move; null for its own
     */
    @GetMapping("/desk/appointments/{id}")
    String one(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable DoctorId doctor, Model model, Locale locale) {
        var api = visitor.api();
        var now = Instant.now();
        var times = visitor.clinicTimes(locale);
        var history = Pending.of(() -> api.bookings().history(id).items());
        var mails = Pending.of(() -> api.mails().list(id, null, null).items());
        var booking = api.bookings().get(id);
        var askedPatient = Pending.of(() -> patient(api, booking));
        var confirmed = booking.status() == BookingStatus.CONFIRMED;
        model.addAttribute("booking", booking).addAttribute("times", times);
        model.addAttribute("done", done).addAttribute("why", why);
        model.addAttribute("begun", !booking.start().isAfter(now)).addAttribute("confirmed", confirmed);
        if (confirmed && booking.end().isAfter(now)) {
            addMoves(api, booking, times, from, doctor == null ? booking.doctorId() : doctor, model);
        }
        var patient = askedPatient.get();
        model.addAttribute("patient", patient)
                .addAttribute("history", history.get())
                .addAttribute("mails", mails.get());
        model.addAttribute("local", patient == null ? times : new Times(patient.timeZone(), locale));
        return "webapp/desk/appointment";
    }

    private static void addMoves(MedislotClient api, Booking booking, Times times, @Nullable LocalDate from,
            DoctorId doctor, Model model) {
        var own = Pending.of(() -> api.doctors().get(booking.doctorId()));
        var licensed = Pending.of(() -> licensed(api, booking.patientState()));
        var today = times.date(Instant.now());
        var first = Objects.requireNonNullElse(from, latest(today, times.date(booking.start())));
        model.addAttribute("first", first).addAttribute("next", first.plusDays(DAYS));
        model.addAttribute("previous", first.isAfter(today) ? latest(today, first.minusDays(DAYS)) : null);
        model.addAttribute("moves", moves(api, booking, times, first, doctor)).addAttribute("to", doctor);
        model.addAttribute("own", own.get()).addAttribute("colleagues", Colleagues.of(licensed.get(), own.get()));
    }

    private static List<Doctor> licensed(MedislotClient api, UsState state) {
        return api.doctors().list(new DoctorQuery(state, null, null, MAX_DOCTORS, null)).items();
    }

    private static @Nullable Patient patient(MedislotClient api, Booking booking) {
        try {
            return api.patients().get(booking.patientId());
        } catch (NotFound _) {
            // erased
            return null;
        }
    }

    private static List<MoveDay> moves(MedislotClient api, Booking booking, Times times, LocalDate first,
            DoctorId doctor) {
        var found = api.openings()
                .byDoctor(new DoctorOpeningQuery(booking.patientState(), null, first, DAYS, times.zone(), doctor,
                        booking.visitTypeId(), 1, null));
        return found.doctors().stream().flatMap(each -> days(each, booking).stream()).toList();
    }

    private static List<MoveDay> days(OpenDoctor doctor, Booking booking) {
        return doctor.days()
                .stream()
                .map(day -> new MoveDay(day.date(),
                        day.slots()
                                .stream()
                                .filter(slot -> Objects.equals(slot.visitTypeId(), booking.visitTypeId()))
                                .toList()))
                .filter(day -> !day.slots().isEmpty())
                .toList();
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    @PostMapping("/desk/appointments/{id}/move")
    String move(Visitor visitor, @PathVariable UUID id, @RequestParam(required = false) @Nullable SlotId slot,
            @RequestParam String version) {
        if (slot == null) {
            return back(id, "why=no-time");
        }
        var refusal = Refusals.of(() -> visitor.api().bookings().change(id, BookingChange.moveTo(slot), version));
        return back(id, Refusals.outcome(refusal, "moved"));
    }

    @PostMapping("/desk/appointments/{id}/cancel")
    String cancel(Visitor visitor, @PathVariable UUID id, @RequestParam String reason, @RequestParam String version) {
        var change = BookingChange.cancel(reason.isBlank() ? null : reason.strip());
        return back(id,
                Refusals.outcome(Refusals.of(() -> visitor.api().bookings().change(id, change, version)), "cancelled"));
    }

    @PostMapping("/desk/appointments/{id}/close")
    String close(Visitor visitor, @PathVariable UUID id, @RequestParam BookingStatus status,
            @RequestParam String version) {
        var change = BookingChange.close(status);
        return back(id, Refusals.outcome(Refusals.of(() -> visitor.api().bookings().change(id, change, version)),
                status == BookingStatus.COMPLETED ? "completed" : "no-show"));
    }

    @PostMapping("/desk/appointments/{id}/mails/{mail}")
    String resend(Visitor visitor, @PathVariable UUID id, @PathVariable UUID mail) {
        var refusal = Refusals.of(() -> visitor.api().mails().resend(mail));
        return back(id, refusal.isPresent() ? "why=mail" : "done=resent");
    }

    private static String back(UUID id, String outcome) {
        return "redirect:/desk/appointments/%s?%s".formatted(id, outcome);
    }
}
