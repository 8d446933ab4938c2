package dev.medislot.webapp.desk;

import dev.medislot.client.booking.NewBooking;
import dev.medislot.client.booking.NewHold;
import dev.medislot.client.patient.Patient;
import dev.medislot.client.patient.PatientQuery;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.TypedText;
import dev.medislot.webapp.VisitTypes;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Books a free time for a patient: find the patient, then confirm. */
@Controller
@PagesFor(Role.STAFF)
class BookingController {

    private static final int MAX_FOUND = 10;
    private static final int MIN_LETTERS = 2;
    private static final String STATE = "state";

    private final FormErrors errors;

    BookingController(FormErrors errors) {
        this.errors = errors;
    }

    /**
     * The first step: the visit type and the patient.
     *
     * @param patient already known; null to find one
     * @param state where the patient will be; null for the state of the address
     * @param why the type of the problem with the time
     */
    @GetMapping("/desk/book/{slot}")
    String patient(Visitor visitor, @PathVariable SlotId slot, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable PatientId patient,
            @RequestParam(required = false) @Nullable UsState state, @RequestParam(defaultValue = "") String why,
            Model model, Locale locale) {
        var api = visitor.api();
        var asked = Pending.of(() -> patient == null ? null : api.patients().get(patient));
        var found = Pending.of(() -> patient == null ? found(visitor, q) : List.<Patient>of());
        var wanted = WantedSlot.of(api, slot);
        var times = visitor.clinicTimes(locale);
        model.addAttribute("wanted", wanted).addAttribute("times", times).addAttribute("q", q);
        model.addAttribute("manyVisits", VisitTypes.areMany(wanted.visits()));
        var known = asked.get();
        var near = state != null || known == null ? state : known.address().state();
        var visit = new TakenTime.Visit(slot, patient, near);
        model.addAttribute("taken", TakenTime.of(api, visit, wanted, why, times.zone()));
        model.addAttribute("since", Instant.now().getEpochSecond());
        model.addAttribute("found", found.get()).addAttribute("state", state);
        if (known != null) {
            model.addAttribute("patient", known).addAttribute("local", new Times(known.timeZone(), locale));
        }
        return "webapp/desk/book";
    }

    /** The patients that match the input so far. */
    @GetMapping("/desk/book/{slot}/patients")
    String patients(Visitor visitor, @PathVariable SlotId slot, @RequestParam(defaultValue = "") String q,
            Model model) {
        model.addAttribute("found", found(visitor, q)).addAttribute("q", q).addAttribute("slot", slot);
        return "webapp/desk/book :: found";
    }

    static List<Patient> found(Visitor visitor, String q) {
        return q.strip().length() < MIN_LETTERS ? List.of()
                : visitor.api().patients().list(new PatientQuery(null, q.strip(), MAX_FOUND, null)).items();
    }

    /**
     * Holds the time for the patient while the rest is typed. A patient whom the rules refuse gets the form all the
     * same, which may name another state.
     *
     * @param visit the slot with the chosen visit type
     */
    @PostMapping("/desk/book/{slot}/hold")
    String hold(Visitor visitor, @PathVariable SlotId slot, @RequestParam(required = false) @Nullable SlotId visit,
            @RequestParam PatientId patient, @RequestParam(required = false) @Nullable UsState state) {
        var page = held(visitor, visit == null ? slot : visit, patient);
        return "redirect:" + (state == null ? page : page + "&state=" + state);
    }

    /** Holds the time, and returns the address of the page after that. */
    static String held(Visitor visitor, SlotId slot, PatientId patient) {
        var problem = PageRefusals.of(() -> visitor.api().holds().hold(new NewHold(slot, null, patient), null));
        if (problem.isPresent() && problem.get().slug().equals(WantedSlot.TAKEN)) {
            return lost(slot, patient, WantedSlot.TAKEN);
        }
        // the time can be booked without a hold
        var why = problem.map(ApiProblem::slug).filter(slug -> !slug.equals("state-conflict"));
        return "/desk/book/%s/confirm?patient=%s".formatted(slot, patient) + why.map(it -> "&why=" + it).orElse("");
    }

    private static String lost(SlotId slot, PatientId patient, String why) {
        return "/desk/book/%s?patient=%s&why=%s".formatted(slot, patient, why);
    }

    /** The second step: where the patient will be, and the reason. */
    @GetMapping("/desk/book/{slot}/confirm")
    String confirmation(Visitor visitor, @PathVariable SlotId slot, @RequestParam PatientId patient,
            @RequestParam(required = false) @Nullable UsState state, @RequestParam(defaultValue = "") String why,
            Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("why", why);
        return form(visitor, slot, new BookingForm(patient, state, null, UUID.randomUUID().toString()), model, locale);
    }

    private static String form(Visitor visitor, SlotId slot, BookingForm form, Model model, Locale locale) {
        var api = visitor.api();
        var askedSlot = Pending.of(() -> WantedSlot.of(api, slot));
        var type = Pending.of(() -> slot.visitType() == null ? null : api.visitTypes().get(slot.visitType()));
        var patient = api.patients().get(form.patient());
        var wanted = askedSlot.get();
        model.addAttribute("wanted", wanted).addAttribute("form", form);
        model.addAttribute("times", visitor.clinicTimes(locale)).addAttribute("states", UsState.values());
        model.addAttribute("type", type.get());
        addPatient(patient, wanted, form.state(), model, locale);
        return "webapp/desk/confirm";
    }

    private static void addPatient(Patient patient, WantedSlot wanted, @Nullable UsState state, Model model,
            Locale locale) {
        model.addAttribute("patient", patient).addAttribute("local", new Times(patient.timeZone(), locale));
        model.addAttribute("hold", wanted.isHeldFor(patient.id()) ? wanted.now() : null);
        model.addAttribute("state", state == null ? patient.address().state() : state);
    }

    @PostMapping("/desk/book/{slot}")
    String book(Visitor visitor, @PathVariable SlotId slot, BookingForm form, HttpServletResponse response, Model model,
            Locale locale) {
        try {
            var booking = visitor.api().bookings().book(form.booking(slot), form.key());
            return "redirect:/desk/appointments/%s?done=booked".formatted(booking.id());
        } catch (InvalidRequest | Conflict | NotFound | RuleViolated | TryLater e) {
            if (e.slug().equals(WantedSlot.TAKEN) || e.slug().equals("slot-in-past") || e instanceof NotFound) {
                return "redirect:" + lost(slot, form.patient(), e.slug());
            }
            refuse(e, response, model, locale);
            var again = e instanceof TryLater ? form : form.withKey(UUID.randomUUID().toString());
            return form(visitor, slot, again, model, locale);
        }
    }

    private void refuse(ApiProblem problem, HttpServletResponse response, Model model, Locale locale) {
        PageRefusals.show(problem, errors, response, model, locale);
        errors.move("patientState", model, STATE);
        if (problem.slug().equals("not-licensed")) {
            errors.refuse(STATE, "desk.problem.not-licensed", response, model, locale);
            model.addAttribute("why", "");
        }
    }

    /** Frees a held time for another patient. */
    @PostMapping("/desk/book/{slot}/release")
    String release(Visitor visitor, @PathVariable SlotId slot) {
        var held = WantedSlot.of(visitor.api(), slot).now();
        if (held != null && held.holdId() != null) {
            var hold = held.holdId();
            // it may have ended meanwhile
            PageRefusals.of(() -> visitor.api().holds().release(hold));
        }
        return "redirect:/desk/book/" + slot;
    }

    /** The fields of the form as they were typed. */
    record BookingForm(PatientId patient, @Nullable UsState state, @Nullable String reason, String key) {

        NewBooking booking(SlotId slot) {
            return new NewBooking(slot, TypedText.given(reason), state, patient);
        }

        BookingForm withKey(String other) {
            return new BookingForm(patient, state, reason, other);
        }
    }
}
