package dev.medislot.webapp.desk;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.patient.Erasure;
import dev.medislot.client.patient.NewDependent;
import dev.medislot.client.patient.Patient;
import dev.medislot.client.patient.PatientQuery;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.TypedText;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Patients for the front desk: find, add and change them, and the answers to privacy requests. */
@Controller
@PagesFor(Role.STAFF)
class PatientController {

    private static final int PAGE = 25;
    private static final int MAX_BOOKINGS = 200;

    /** The fields of a dependent as they were typed. */
    record TypedChild(String firstName, String lastName, @Nullable LocalDate dateOfBirth) {}

    private final FormErrors errors;

    PatientController(FormErrors errors) {
        this.errors = errors;
    }

    @GetMapping("/desk/patients")
    String find(Visitor visitor, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "") String done,
            Model model) {
        show(visitor, q, after, model);
        model.addAttribute("done", done);
        return "webapp/desk/patients";
    }

    /** The patients that match the input so far. */
    @GetMapping("/desk/patients/found")
    String found(Visitor visitor, @RequestParam(defaultValue = "") String q, Model model) {
        show(visitor, q, null, model);
        return "webapp/desk/patients :: found";
    }

    /** Opens the form of the only patient with that address. If there is none or several, opens the search. */
    @GetMapping("/desk/patients/with-email")
    String withEmail(Visitor visitor, @RequestParam String email) {
        var found = visitor.api().patients().list(new PatientQuery(null, email, PAGE, null)).items();
        var owners = found.stream()
                .filter(patient -> email.equalsIgnoreCase(patient.email())
                        || email.equalsIgnoreCase(patient.pendingEmail()))
                .toList();
        return "redirect:"
                + (owners.size() == 1 ? "/desk/patients/%s?section=profile#email".formatted(owners.getFirst().id())
                        : UriComponentsBuilder.fromPath("/desk/patients").queryParam("q", "{q}").encode().build(email));
    }

    private static void show(Visitor visitor, String q, @Nullable String after, Model model) {
        var text = TypedText.given(q);
        model.addAttribute("q", q)
                .addAttribute("found", visitor.api().patients().list(new PatientQuery(null, text, PAGE, after)));
    }

    /**
     * A form for a new patient.
     *
     * @param slot to book for the patient; null to add one only
     */
    @GetMapping("/desk/patients/new")
    String blank(Visitor visitor, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable SlotId slot, Model model) {
        errors.none(model);
        var address = visitor.clinic().address();
        var state = address == null ? UsState.CA : address.state();
        return form(PatientForm.searched(q, state, UUID.randomUUID().toString()), slot, model);
    }

    /**
     * Adds a patient, or shows first who seems to be the same one.
     *
     * @param anyway whether that was shown already
     */
    @PostMapping("/desk/patients/new")
    String add(Visitor visitor, @ModelAttribute("form") PatientForm form,
            @RequestParam(required = false) @Nullable SlotId slot, @RequestParam(defaultValue = "false") boolean anyway,
            HttpServletResponse response, Model model, Locale locale) {
        var same = anyway ? List.<Patient>of() : same(visitor, form);
        if (!same.isEmpty()) {
            errors.none(model);
            model.addAttribute("same", same);
            return form(form, slot, model);
        }
        try {
            var patient = visitor.api().patients().register(form.patient(), form.key());
            return slot == null ? "redirect:/desk/patients/%s?done=added".formatted(patient.id())
                    : "redirect:" + BookingController.held(visitor, slot, patient.id());
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            errors.refuse(e, "patient", response, model, locale);
            var key = e instanceof TryLater ? form.key() : UUID.randomUUID().toString();
            return form(form.with("", key), slot, model);
        }
    }

    private static List<Patient> same(Visitor visitor, PatientForm form) {
        return BookingController.found(visitor, form.firstName() + " " + form.lastName())
                .stream()
                .filter(form::seemsToBe)
                .toList();
    }

    private static String form(PatientForm form, @Nullable SlotId slot, Model model) {
        model.addAttribute("form", form).addAttribute("slot", slot).addAttribute("states", UsState.values());
        return "webapp/desk/patient-new";
    }

    @GetMapping("/desk/patients/{id}")
    String one(Visitor visitor, @PathVariable PatientId id, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String why, @RequestParam(defaultValue = "") String section, Model model,
            Locale locale) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute("why", why).addAttribute("section", section);
        return page(visitor, id, () -> visitor.api().patients().get(id), model, locale);
    }

    private static String page(Visitor visitor, PatientId id, Supplier<Patient> asked, Model model, Locale locale) {
        var api = visitor.api();
        var own = bookings(api, id);
        var family = Pending.of(() -> api.patients().dependents(id).items());
        var patient = asked.get();
        var guardian = Pending.of(() -> patient.guardianId() == null ? null : api.patients().get(patient.guardianId()));
        var dependents = family.get();
        addBookings(Stream.concat(Stream.of(own), dependents.stream().map(child -> bookings(api, child.id()))), model);
        model.addAttribute("patient", patient).addAttribute("dependents", dependents);
        model.addAttribute("guardian", guardian.get());
        model.addAttribute("times", visitor.clinicTimes(locale));
        model.addAttribute("states", UsState.values()).addAttribute("zones", Times.usual(patient.timeZone(), locale));
        model.addAttribute("key", UUID.randomUUID());
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", PatientForm.of(patient));
        }
        return "webapp/desk/patient";
    }

    private static void addBookings(Stream<Pending<List<Booking>>> family, Model model) {
        var now = Instant.now();
        var bookings = family.toList()
                .stream()
                .flatMap(member -> member.get().stream())
                .sorted(Comparator.comparing(Booking::start))
                .toList();
        Predicate<Booking> isUpcoming = booking -> booking.status() == BookingStatus.CONFIRMED
                && booking.end().isAfter(now);
        model.addAttribute("upcoming", bookings.stream().filter(isUpcoming).toList());
        model.addAttribute("earlier", bookings.reversed().stream().filter(isUpcoming.negate()).toList());
    }

    private static Pending<List<Booking>> bookings(MedislotClient api, PatientId patient) {
        var query = new BookingQuery(null, null, null, null, null, patient, MAX_BOOKINGS, null);
        return Pending.of(() -> api.bookings().list(query).items());
    }

    @PostMapping("/desk/patients/{id}")
    String change(Visitor visitor, @PathVariable PatientId id, @ModelAttribute("form") PatientForm form,
            HttpServletResponse response, Model model, Locale locale) {
        var patient = visitor.api().patients().get(id);
        try {
            visitor.api().patients().change(id, form.patch(patient), form.version());
            return "redirect:/desk/patients/%s?done=saved".formatted(id);
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            errors.refuse(e, "patient", response, model, locale);
            if (e.slug().equals("stale")) {
                model.addAttribute("form", form.with("\"%d\"".formatted(patient.version()), ""));
            }
            model.addAttribute("done", "").addAttribute("why", "").addAttribute("section", "profile");
            return page(visitor, id, () -> patient, model, locale);
        }
    }

    @PostMapping("/desk/patients/{id}/dependents")
    String addDependent(Visitor visitor, @PathVariable PatientId id, @RequestParam String firstName,
            @RequestParam String lastName,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate dateOfBirth,
            @RequestParam String key, HttpServletResponse response, Model model, Locale locale) {
        model.addAttribute("typed", new TypedChild(firstName, lastName, dateOfBirth));
        if (dateOfBirth == null) {
            errors.refuse("dateOfBirth", "error.any.missing", response, model, locale);
            return dependentAgain(visitor, id, model, locale);
        }
        try {
            visitor.api().patients().addDependent(id, new NewDependent(firstName, lastName, dateOfBirth, null), key);
            return "redirect:/desk/patients/%s?done=dependent".formatted(id);
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            errors.refuse(e, "dependent", response, model, locale);
            return dependentAgain(visitor, id, model, locale);
        }
    }

    private static String dependentAgain(Visitor visitor, PatientId id, Model model, Locale locale) {
        model.addAttribute("done", "").addAttribute("why", "").addAttribute("section", "dependent");
        return page(visitor, id, () -> visitor.api().patients().get(id), model, locale);
    }

    /** The accesses to the data of the patient. */
    @GetMapping("/desk/patients/{id}/access")
    String access(Visitor visitor, @PathVariable PatientId id, @RequestParam(required = false) @Nullable String after,
            Model model, Locale locale) {
        var accesses = Pending.of(() -> visitor.api().patients().access(id, after));
        model.addAttribute("patient", visitor.api().patients().get(id));
        model.addAttribute("accesses", accesses.get());
        model.addAttribute("times", visitor.clinicTimes(locale));
        return "webapp/desk/access";
    }

    @GetMapping(path = "/desk/patients/{id}/export", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> export(Visitor visitor, @PathVariable PatientId id) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"patient-%s.json\"".formatted(id))
                .body(visitor.api().patients().export(id));
    }

    /**
     * Erases for good.
     *
     * @param sure checked by hand
     */
    @PostMapping("/desk/patients/{id}/erase")
    String erase(Visitor visitor, @PathVariable PatientId id, @RequestParam(defaultValue = "false") boolean sure) {
        if (!sure) {
            return "redirect:/desk/patients/%s?why=not-sure".formatted(id);
        }
        var refusal = PageRefusals.of(() -> visitor.api().patients().erase(id, new Erasure(null)));
        return refusal.isEmpty() ? "redirect:/desk/patients?done=erased"
                : "redirect:/desk/patients/%s?why=%s".formatted(id,
                        refusal.get().slug().equals("state-conflict") ? "has-dependents" : refusal.get().slug());
    }
}
