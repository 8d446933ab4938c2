package dev.medislot.webapp;

import static java.util.stream.Collectors.toMap;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.NewWaitlistEntry;
import dev.medislot.client.booking.OfferBooking;
import dev.medislot.client.booking.WaitlistEntry;
import dev.medislot.client.booking.WaitlistEntry.Status;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.patient.Patient;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The waitlist of a patient, and the page that the link of an offer opens. That page books only when its button is
 * pressed, also without a login; the secret of the link comes after its number sign, as in other mails.
 */
@Controller
@PagesFor(Role.PATIENT)
class WaitlistController {

    private static final Set<Status> LIVE = Set.of(Status.WAITING, Status.OFFERED);

    /**
     * An entry as the list shows it.
     *
     * @param doctorName missing for any doctor
     */
    record Row(WaitlistEntry entry, Times times, @Nullable String doctorName) {}

    private final FormErrors errors;

    WaitlistController(FormErrors errors) {
        this.errors = errors;
    }

    @GetMapping("/waitlist")
    String list(Visitor visitor, @RequestParam(defaultValue = "") String done, Model model, Locale locale) {
        var me = Pending.of(() -> visitor.api().patients().me());
        var live = MedislotClient.all(next -> visitor.api().waitlist().list(null, null, next))
                .filter(entry -> LIVE.contains(entry.status()))
                .toList();
        var names = doctorNames(visitor, live);
        model.addAttribute("rows", live.stream().map(entry -> row(entry, me.get(), names::get, locale)).toList());
        model.addAttribute("done", done);
        return "webapp/waitlist";
    }

    private static Map<DoctorId, String> doctorNames(Visitor visitor, List<WaitlistEntry> entries) {
        return entries.stream()
                .map(WaitlistEntry::doctorId)
                .filter(Objects::nonNull)
                .distinct()
                .map(doctor -> Pending.of(() -> visitor.api().doctors().get(doctor)))
                .toList()
                .stream()
                .map(Pending::get)
                .collect(toMap(Doctor::id, doctor -> doctor.firstName() + " " + doctor.lastName()));
    }

    private static Row row(WaitlistEntry entry, Patient me, Function<DoctorId, @Nullable String> names, Locale locale) {
        var doctor = entry.doctorId();
        return new Row(entry, new Times(Search.zone(me, entry.state()), locale),
                doctor == null ? null : names.apply(doctor));
    }

    /** Adds an entry for the present search, from today on. */
    @PostMapping("/waitlist")
    String join(Visitor visitor, Search search, @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate until,
            @RequestParam String key) {
        var me = visitor.api().patients().me();
        var state = search.state() == null ? me.address().state() : search.state();
        var zone = Search.zone(me, state);
        try {
            visitor.api()
                    .waitlist()
                    .join(new NewWaitlistEntry(search.visit(), state, search.doctorId(), LocalDate.now(zone).toString(),
                            until.toString(), zone, search.patientId()), key);
            return "redirect:/waitlist?done=joined";
        } catch (Conflict | RuleViolated | InvalidRequest e) {
            return "redirect:" + UriComponentsBuilder.fromUriString(search.page())
                    .queryParam("until", until)
                    .queryParam("wait", e.slug())
                    .build(true)
                    .toUriString();
        }
    }

    @PostMapping("/waitlist/{id}/leave")
    String leave(Visitor visitor, @PathVariable UUID id) {
        try {
            visitor.api().waitlist().leave(id);
        } catch (NotFound _) {
            // a second press of the button
        }
        return "redirect:/waitlist?done=left";
    }

    @PagesFor({ Role.PATIENT, Role.DOCTOR, Role.STAFF })
    @GetMapping("/waitlist/{id}")
    String offer(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String done, Model model,
            Locale locale) {
        errors.none(model);
        return offer(visitor, id, done, "", model, locale);
    }

    /** A visitor with the secret of a mail may be logged in as another person without access to the booking. */
    @PagesFor({ Role.PATIENT, Role.DOCTOR, Role.STAFF })
    @PostMapping("/waitlist/{id}")
    String book(Visitor visitor, @PathVariable UUID id, @RequestParam(defaultValue = "") String token,
            @RequestParam String key, HttpServletResponse response, Model model, Locale locale) {
        if (token.isEmpty() && !visitor.loggedIn()) {
            return "redirect:/login?next=/waitlist/" + id;
        }
        try {
            var wish = token.isEmpty() ? OfferBooking.loggedIn() : new OfferBooking(token, null);
            var booking = visitor.api().waitlist().book(id, wish, key);
            return token.isEmpty() ? "redirect:/appointments/%s?done=booked".formatted(booking.id())
                    : "redirect:/waitlist/%s?done=booked".formatted(id);
        } catch (Conflict | RuleViolated | InvalidRequest e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            errors.show(e, model, locale);
            model.addAttribute("gone", isGone(e));
            return offer(visitor, id, "", token, model, locale);
        }
    }

    private static boolean isGone(ApiProblem problem) {
        return problem.slug().equals("state-conflict") || problem.slug().equals("slot-taken");
    }

    private static String offer(Visitor visitor, UUID id, String done, String token, Model model, Locale locale) {
        model.addAttribute("id", id).addAttribute("done", done).addAttribute("token", token);
        model.addAttribute("key", UUID.randomUUID());
        own(visitor, id).ifPresent(entry -> {
            var row = row(entry, visitor.api().patients().me(), doctor -> null, locale);
            model.addAttribute("row", row);
        });
        return "webapp/offer";
    }

    /** The entry, if its patient is logged in; the reader of a mail may be another person. */
    private static Optional<WaitlistEntry> own(Visitor visitor, UUID id) {
        if (visitor.role() != Role.PATIENT) {
            return Optional.empty();
        }
        try {
            return Optional.of(visitor.api().waitlist().get(id, null));
        } catch (NotFound _) {
            return Optional.empty();
        }
    }
}
