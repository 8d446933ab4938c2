package dev.medislot.webapp;

import static java.util.stream.Collectors.toMap;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.NewWaitlistEntry;
import dev.medislot.client.booking.WaitlistEntry;
import dev.medislot.client.booking.WaitlistEntry.Status;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.patient.Patient;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The waitlist of a patient. */
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

    private final VisitTypes visitTypes;

    WaitlistController(VisitTypes visitTypes) {
        this.visitTypes = visitTypes;
    }

    @GetMapping("/waitlist")
    String list(Visitor visitor, @RequestParam(defaultValue = "") String done, Model model, Locale locale) {
        var me = Pending.of(() -> visitor.api().patients().me());
        var live = MedislotClient.all(next -> visitor.api().waitlist().list(null, null, next))
                .filter(entry -> LIVE.contains(entry.status()))
                .toList();
        var names = doctorNames(visitor, live);
        model.addAttribute("rows", live.stream().map(entry -> row(entry, me.get(), names::get, locale)).toList());
        model.addAttribute("typeNames", visitTypes.names()).addAttribute("done", done);
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

    /** Adds an entry for the current search, from today on. */
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
}
