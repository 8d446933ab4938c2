package dev.medislot.webapp;

import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.doctor.DoctorVisitTypes.Chosen;
import dev.medislot.client.doctor.VisitType;
import dev.medislot.client.problem.NotFound;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The search for a time: state, specialty and visit type, then the openings of a week. */
@Controller
@PagesFor(Role.PATIENT)
class SearchController {

    /** How long a patient waits for an earlier time, unless they choose another date. */
    private static final Period WAIT = Period.ofDays(30);

    private final Doctors doctors;
    private final Specialties specialties;
    private final VisitTypes visitTypes;

    SearchController(Doctors doctors, Specialties specialties, VisitTypes visitTypes) {
        this.doctors = doctors;
        this.specialties = specialties;
        this.visitTypes = visitTypes;
    }

    @PagesFor({ Role.PATIENT, Role.DOCTOR, Role.STAFF })
    @GetMapping("/")
    String home(Visitor visitor, Search search, Model model, Locale locale) {
        if (visitor.role() == Role.DOCTOR || visitor.role() == Role.STAFF) {
            return "redirect:" + Paths.home(visitor.role());
        }
        model.addAttribute("states", UsState.values()).addAttribute("specialties", specialties.all());
        model.addAttribute("modes", VisitMode.values());
        model.addAttribute("visitTypes", visitTypes.all()).addAttribute("search", search);
        offer(search.state(), model);
        if (visitor.loggedIn()) {
            var dependents = Pending.of(() -> visitor.api().patients().dependents(visitor.patient()).items());
            var coming = Pending.of(() -> next(visitor));
            var me = visitor.api().patients().me();
            model.addAttribute("me", me);
            offer(search.state() == null ? me.address().state() : search.state(), model);
            model.addAttribute("dependents", dependents.get());
            coming.get().ifPresent(next -> model.addAttribute("next", PatientVisit.of(next, me, locale)));
        }
        return "webapp/home";
    }

    /** Offers the doctors of the chosen state. */
    private void offer(@Nullable UsState state, Model model) {
        model.addAttribute("state", state);
        model.addAttribute("doctors", state == null ? List.of() : doctors.in(state));
    }

    private static Optional<Booking> next(Visitor visitor) {
        var coming = BookingQuery.all().with(BookingStatus.CONFIRMED).from(Instant.now());
        return visitor.api().bookings().list(coming).items().stream().min(Comparator.comparing(Booking::start));
    }

    /**
     * Shows openings.
     *
     * @param after the cursor of the page of doctors
     * @param lost a slot that could not be booked
     * @param why the type of the problem with it
     * @param until the date that was typed into the form of the waitlist, which is then open
     * @param wait the type of the problem with it
     */
    @GetMapping("/book")
    String openings(Visitor visitor, Search search, @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable SlotId lost, @RequestParam(defaultValue = "") String why,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            @RequestParam(defaultValue = "") String wait, Model model, Locale locale) {
        if (!visitor.loggedIn() && search.state() == null) {
            return "redirect:/";
        }
        var types = Pending.of(() -> choices(visitor, search));
        var moved = Pending.of(() -> moved(visitor, search));
        var about = Pending.of(() -> about(visitor, search));
        show(visitor, search, after, lost, model, locale);
        model.addAttribute("moved", moved.get()).addAttribute("about", about.get());
        model.addAttribute("types", types.get()).addAttribute("manyTypes", VisitTypes.areMany(types.get()));
        if (search.visit() != null) {
            visitTypes.find(search.visit()).ifPresent(type -> model.addAttribute("visitType", type));
        }
        model.addAttribute("why", why).addAttribute("wait", wait).addAttribute("after", after);
        model.addAttribute("waiting", until != null);
        model.addAttribute("since", Instant.now().getEpochSecond()).addAttribute("key", UUID.randomUUID());
        model.addAttribute("until", until == null ? LocalDate.now(ZoneOffset.UTC).plus(WAIT) : until);
        return "webapp/book";
    }

    private static @Nullable Booking moved(Visitor visitor, Search search) {
        var move = search.move();
        return move == null || !visitor.loggedIn() ? null : visitor.api().bookings().get(move);
    }

    private static @Nullable AboutDoctor about(Visitor visitor, Search search) {
        var doctor = search.doctorId();
        return doctor == null || search.move() != null ? null : AboutDoctor.of(visitor.openApi(), doctor).orElse(null);
    }

    /** The visit types to choose from, also those without a time on the days that are shown. */
    private List<VisitType> choices(Visitor visitor, Search search) {
        if (search.visit() != null || search.move() != null) {
            return List.of();
        }
        var doctor = search.doctorId();
        var offered = doctor == null ? null : offered(visitor, doctor);
        return visitTypes.all()
                .stream()
                .filter(type -> offered == null || offered.contains(type.id()))
                .filter(type -> search.mode() == null || search.mode() == type.mode())
                .toList();
    }

    private static List<UUID> offered(Visitor visitor, DoctorId doctor) {
        try {
            return visitor.api().visitTypes().of(doctor).items().stream().map(Chosen::visitTypeId).toList();
        } catch (NotFound _) {
            // the doctor is no longer offered
            return List.of();
        }
    }

    /**
     * Answers the times of a page that asks again and again, or nothing if they are still the same.
     *
     * @param after the cursor of the page of doctors
     * @param lost the slot near which the page offers others
     * @param zone in which the page shows times
     * @param seen the fingerprint of the times that the page shows
     * @param since when the page was opened, in seconds since 1970
     */
    @GetMapping("/book/openings")
    Object changedOpenings(Visitor visitor, Search search, @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable SlotId lost, @RequestParam ZoneId zone, @RequestParam String seen,
            @RequestParam long since, HttpServletResponse response, Model model, Locale locale) {
        var now = Instant.now();
        model.addAttribute("after", after).addAttribute("since", since).addAttribute("now", now);
        if (Polls.end(since, Polls.OF_TIMES, response)) {
            return "webapp/changes :: ended";
        }
        var found = show(visitor, search, new Times(zone, locale), after, lost, model);
        if (found.fingerprint().equals(seen)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("announced", !found.hasTimesOf(seen));
        return "webapp/changes :: changed";
    }

    private void show(Visitor visitor, Search search, @Nullable String after, @Nullable SlotId lost, Model model,
            Locale locale) {
        var me = visitor.loggedIn() ? visitor.api().patients().me() : null;
        var state = search.state() != null || me == null ? search.state() : me.address().state();
        if (state == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        show(visitor, search.in(state), new Times(Search.zone(me, state), locale), after, lost, model);
    }

    private Openings.Found show(Visitor visitor, Search search, Times times, @Nullable String after,
            @Nullable SlotId lost, Model model) {
        var found = new Openings(visitor.api().openings(), times).of(search, after, lost);
        model.addAttribute("openings", found).addAttribute("times", times).addAttribute("lost", lost);
        model.addAttribute("typeNames", visitTypes.names()).addAttribute("today", times.date(Instant.now()));
        return found;
    }
}
