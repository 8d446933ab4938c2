package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.booking.Hold;
import dev.medislot.client.booking.NewBooking;
import dev.medislot.client.booking.NewHold;
import dev.medislot.client.doctor.DoctorVisitTypes.Chosen;
import dev.medislot.client.doctor.VisitType;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.ServerFault;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** The way to an appointment: state, time and doctor, then one page to confirm it. */
@Controller
@PagesFor(Role.PATIENT)
class BookController {

    private static final Duration MAX_POLLING = Duration.ofMinutes(30);
    /** How long a patient waits for an earlier time, unless they choose another date. */
    private static final Period WAIT = Period.ofDays(30);
    /** Of htmx. */
    private static final int STOP_POLLING = 286;

    /** The visit of a slot, as long as its doctor takes for it. */
    record Visiting(VisitType type, int minutes) {}

    /** What the API answers for a page; of a page that is drawn again, nothing after the first call that fails. */
    private static final class Answers {

        private final boolean again;
        private boolean failed;

        Answers(boolean again) {
            this.again = again;
        }

        <T> @Nullable T of(Supplier<@Nullable T> call) {
            try {
                return failed ? null : call.get();
            } catch (TryLater | ServerFault | RestClientException e) {
                if (!again) {
                    throw e;
                }
                failed = true;
                return null;
            }
        }
    }

    private final Specialties specialties;
    private final VisitTypes visitTypes;
    private final FormErrors errors;

    BookController(Specialties specialties, VisitTypes visitTypes, FormErrors errors) {
        this.specialties = specialties;
        this.visitTypes = visitTypes;
        this.errors = errors;
    }

    @PagesFor({ Role.PATIENT, Role.DOCTOR, Role.STAFF })
    @GetMapping("/")
    String home(Visitor visitor, Model model, Locale locale) {
        if (visitor.role() == Role.DOCTOR || visitor.role() == Role.STAFF) {
            return "redirect:" + Paths.home(visitor.role());
        }
        model.addAttribute("states", UsState.values()).addAttribute("specialties", specialties.all());
        model.addAttribute("visitTypes", visitTypes.all());
        if (visitor.loggedIn()) {
            var me = visitor.api().patients().me();
            model.addAttribute("me", me).addAttribute("state", me.address().state());
            model.addAttribute("dependents", visitor.api().patients().dependents(me.id()).items());
            var coming = BookingQuery.all().with(BookingStatus.CONFIRMED).from(Instant.now());
            visitor.api()
                    .bookings()
                    .list(coming)
                    .items()
                    .stream()
                    .min(Comparator.comparing(Booking::start))
                    .ifPresent(next -> model.addAttribute("next", Visit.of(next, me, locale)));
        }
        return "webapp/home";
    }

    /**
     * Shows openings.
     *
     * @param after the cursor of the page of doctors
     * @param lost a slot that could not be booked
     * @param why the type of the problem with it
     * @param until the refused wish for the waitlist
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
        show(visitor, search, after, lost, model, locale);
        if (search.visit() != null) {
            visitTypes.find(search.visit()).ifPresent(type -> model.addAttribute("visitType", type));
        }
        model.addAttribute("why", why).addAttribute("wait", wait).addAttribute("after", after);
        model.addAttribute("since", Instant.now().getEpochSecond()).addAttribute("key", UUID.randomUUID());
        model.addAttribute("until", until == null ? LocalDate.now(ZoneOffset.UTC).plus(WAIT) : until);
        return "webapp/book";
    }

    /**
     * Answers the times of a page that asks again and again, or nothing if they are still the same. Ends it after half
     * an hour, because an unattended page would ask forever.
     *
     * @param seen the fingerprint of the times that the page shows
     * @param since when the page was opened, in seconds since 1970
     */
    @GetMapping("/book/openings")
    Object changedOpenings(Visitor visitor, Search search, @RequestParam String seen, @RequestParam long since,
            Model model, Locale locale) {
        if (Instant.ofEpochSecond(since).plus(MAX_POLLING).isBefore(Instant.now())) {
            return ResponseEntity.status(STOP_POLLING).header("HX-Reswap", "none").build();
        }
        if (show(visitor, search, null, null, model, locale).fingerprint().equals(seen)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("since", since);
        return "webapp/book :: openings";
    }

    private static Openings.Found show(Visitor visitor, Search search, @Nullable String after, @Nullable SlotId lost,
            Model model, Locale locale) {
        var me = visitor.loggedIn() ? visitor.api().patients().me() : null;
        var state = search.state() != null || me == null ? search.state() : me.address().state();
        if (state == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var times = new Times(Search.zone(me, state), locale);
        var found = new Openings(visitor.api().openings(), times).of(search.in(state), after, lost);
        model.addAttribute("openings", found).addAttribute("times", times);
        return found;
    }

    /**
     * Holds the slot, so that no other patient books it while its page is read. A move holds nothing: its patient may
     * be a dependent, and the booking keeps its time until then.
     *
     * @param reason as typed for a slot that was lost; it is private, so it is not in the address of a page
     */
    @PostMapping("/book/{slot}/hold")
    String hold(Visitor visitor, @PathVariable SlotId slot, Search search,
            @RequestParam(defaultValue = "") String reason, Model model, Locale locale) {
        if (visitor.loggedIn() && search.move() == null) {
            try {
                visitor.api().holds().hold(new NewHold(slot, search.state(), search.patientId()), null);
            } catch (Conflict | RuleViolated | NotFound e) {
                return refused(visitor, slot, search, reason, e, model, locale);
            }
        }
        return reason.isEmpty() ? "redirect:" + search.page("/book/" + slot)
                : summary(visitor, slot, search, reason, model, locale);
    }

    @GetMapping("/book/{slot}")
    String summary(Visitor visitor, @PathVariable SlotId slot, Search search, Model model, Locale locale) {
        return summary(visitor, slot, search, "", model, locale);
    }

    private String summary(Visitor visitor, SlotId slot, Search search, String reason, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("key", UUID.randomUUID()).addAttribute("reason", reason);
        return summary(visitor, slot, search, false, model, locale);
    }

    private static String summary(Visitor visitor, SlotId slot, Search search, boolean again, Model model,
            Locale locale) {
        var api = visitor.api();
        var answers = new Answers(again);
        var me = answers.of(() -> api.patients().me());
        var state = search.state() != null || me == null ? search.state() : me.address().state();
        if (state == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("times", new Times(Search.zone(me, state), locale));
        model.addAttribute("slot", slot).addAttribute("search", search.in(state));
        model.addAttribute("doctor", answers.of(() -> api.doctors().get(slot.doctor())));
        model.addAttribute("visiting", answers.of(() -> visiting(api, slot)));
        model.addAttribute("hold", answers.of(() -> hold(api, slot)));
        var move = search.move();
        var patient = search.patientId();
        if (move == null) {
            model.addAttribute("patient", patient == null ? me : answers.of(() -> api.patients().get(patient)));
        } else {
            var booking = answers.of(() -> api.bookings().get(move));
            model.addAttribute("patient", me);
            model.addAttribute("moved", me == null || booking == null ? null : Visit.of(booking, me, locale));
        }
        return "webapp/summary";
    }

    private static @Nullable Visiting visiting(MedislotClient api, SlotId slot) {
        if (slot.visitType() == null) {
            return null;
        }
        var type = api.visitTypes().get(slot.visitType());
        var own = api.visitTypes()
                .of(slot.doctor())
                .items()
                .stream()
                .filter(each -> each.visitTypeId().equals(type.id()))
                .map(Chosen::minutes)
                .filter(Objects::nonNull)
                .findFirst();
        return new Visiting(type, own.orElse(type.minutes()));
    }

    private static @Nullable Hold hold(MedislotClient api, SlotId slot) {
        return api.holds().list().items().stream().filter(hold -> hold.slotId().equals(slot)).findFirst().orElse(null);
    }

    /**
     * Books or moves. Draws the page again if the API is busy or does not answer: a repeat with the same key books
     * once.
     *
     * @param version the entity tag of the booking to move, as the patient saw it
     */
    @PostMapping("/book/{slot}")
    String confirm(Visitor visitor, @PathVariable SlotId slot, Search search, @RequestParam String key,
            @RequestParam(defaultValue = "") String reason, @RequestParam(required = false) @Nullable String version,
            HttpServletResponse response, Model model, Locale locale) {
        var move = search.move();
        model.addAttribute("key", key).addAttribute("reason", reason).addAttribute("version", version);
        try {
            if (move != null) {
                visitor.api().bookings().change(move, new BookingChange(slot, search.state(), null, null), version);
                return "redirect:/appointments/%s?done=moved".formatted(move);
            }
            var wish = new NewBooking(slot, reason.isBlank() ? null : reason, search.state(), search.patientId());
            return "redirect:/appointments/%s?done=booked".formatted(visitor.api().bookings().book(wish, key).id());
        } catch (Conflict | RuleViolated | NotFound e) {
            if (move != null && e.slug().equals("stale")) {
                return "redirect:/appointments/%s?done=stale".formatted(move);
            }
            return refused(visitor, slot, search, reason, e, model, locale);
        } catch (InvalidRequest e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            errors.show(e, model, locale);
            model.addAttribute("key", UUID.randomUUID());
        } catch (TryLater | ServerFault | RestClientException e) {
            Unanswered.answer(e, response);
            errors.showBusy(e, model, locale);
        }
        return summary(visitor, slot, search, true, model, locale);
    }

    /** Shows the openings around a slot that cannot be had, and why. */
    private String refused(Visitor visitor, SlotId slot, Search search, String reason, ApiProblem problem, Model model,
            Locale locale) {
        var others = search.on(null);
        if (!reason.isBlank()) {
            model.addAttribute("reason", reason);
            return openings(visitor, others, null, slot, problem.slug(), null, "", model, locale);
        }
        return "redirect:" + UriComponentsBuilder.fromUriString(others.page())
                .queryParam("lost", slot)
                .queryParam("why", problem.slug())
                .build(true)
                .toUriString();
    }
}
