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
import dev.medislot.client.patient.Patient;
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
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** One page to confirm an appointment or its move, with its time held. */
@Controller
@PagesFor(Role.PATIENT)
class BookController {

    /** The visit of a slot, as long as its doctor takes for it. */
    record Visiting(VisitType type, int minutes) {}

    /**
     * The outcome of holding a slot.
     *
     * @param hold null if the slot is not held, but may be booked
     * @param refusal null if it may be booked
     */
    private record Held(@Nullable Hold hold, @Nullable ApiProblem refusal) {

        private static final Held NOT = new Held(null, null);
    }

    private final SearchController times;
    private final VisitTypes visitTypes;
    private final FormErrors errors;

    BookController(SearchController times, VisitTypes visitTypes, FormErrors errors) {
        this.times = times;
        this.visitTypes = visitTypes;
        this.errors = errors;
    }

    /**
     * Holds the slot, so that no other patient books it while its page is read. A move holds it for the patient of the
     * booking, which keeps its own time until then.
     *
     * @param reason as typed for a slot that was lost; it is private, so it is not in the address of a page
     */
    @PostMapping("/book/{slot}/hold")
    String hold(Visitor visitor, @PathVariable SlotId slot, Search search,
            @RequestParam(defaultValue = "") String reason, Model model, Locale locale) {
        if (!reason.isEmpty()) {
            return fresh(visitor, slot, search, reason, model, locale);
        }
        var moved = visitor.loggedIn() ? moved(visitor.api(), search) : null;
        var refusal = held(visitor, slot, search, moved).refusal();
        return refusal == null ? "redirect:" + search.page("/book/" + slot)
                : notHeld(visitor, slot, search, reason, refusal, model, locale);
    }

    /** The address of a page that was drawn after its form was refused, opened again. */
    @GetMapping("/book/{slot}/hold")
    String held(@PathVariable SlotId slot, Search search) {
        return "redirect:" + search.page("/book/" + slot);
    }

    /** Leads to the patient's booking of the slot, if there is one: a browser opens the page again on the way back. */
    private String notHeld(Visitor visitor, SlotId slot, Search search, String reason, ApiProblem refusal, Model model,
            Locale locale) {
        return own(visitor.api(), slot).map(booking -> "redirect:/appointments/" + booking.id())
                .orElseGet(() -> refused(visitor, slot, search, reason, refusal, model, locale));
    }

    private static Held held(Visitor visitor, SlotId slot, Search search, @Nullable Booking moved) {
        if (!visitor.loggedIn()) {
            return Held.NOT;
        }
        try {
            var patient = moved == null ? search.patientId() : moved.patientId();
            return new Held(visitor.api().holds().hold(new NewHold(slot, search.state(), patient), null), null);
        } catch (Conflict | RuleViolated | NotFound | InvalidRequest e) {
            // after a hold has expired, its patient can book the time, but not hold it again at once
            // a booking can move to a time that overlaps with its own, which is in the way of a hold
            var bookable = e.slug().equals("state-conflict") || (moved != null && e.slug().equals("patient-busy"));
            return bookable ? Held.NOT : new Held(null, e);
        }
    }

    /**
     * Holds the slot too, if it is not held yet: a patient also comes from the login, or from a mail with times. A
     * browser that asks before its patient does gets nothing, because it would hold the slot.
     */
    @GetMapping(path = "/book/{slot}", headers = "!Sec-Purpose")
    String summary(Visitor visitor, @PathVariable SlotId slot, Search search, Model model, Locale locale) {
        return fresh(visitor, slot, search, "", model, locale);
    }

    private String fresh(Visitor visitor, SlotId slot, Search search, String reason, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("key", UUID.randomUUID()).addAttribute("reason", reason);
        return summary(visitor, slot, search, reason, false, model, locale);
    }

    private String summary(Visitor visitor, SlotId slot, Search search, String reason, boolean again, Model model,
            Locale locale) {
        var api = visitor.api();
        var moved = asked(again, () -> moved(api, search));
        var holding = asked(again, () -> again ? found(api, slot) : held(visitor, slot, search, moved.get()));
        var self = asked(again, () -> api.patients().me());
        var doctor = asked(again, () -> api.doctors().get(slot.doctor()));
        var visiting = asked(again, () -> visiting(api, slot));
        var patient = asked(again, () -> dependent(api, search));
        var held = holding.get();
        var refusal = held == null ? null : held.refusal();
        if (refusal != null) {
            return notHeld(visitor, slot, search, reason, refusal, model, locale);
        }
        var me = self.get();
        var state = search.state() != null || me == null ? search.state() : me.address().state();
        if (state == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("times", new Times(Search.zone(me, state), locale));
        model.addAttribute("slot", slot).addAttribute("search", search.in(state));
        model.addAttribute("doctor", doctor.get()).addAttribute("visiting", visiting.get());
        model.addAttribute("hold", held == null ? null : held.hold());
        model.addAttribute("patient", search.patientId() == null || search.move() != null ? me : patient.get());
        var booking = moved.get();
        model.addAttribute("moved", me == null || booking == null ? null : PatientVisit.of(booking, me, locale));
        return "webapp/summary";
    }

    /** A page that is drawn again leaves out what the API does not answer. */
    private static <T> Pending<@Nullable T> asked(boolean again, Supplier<@Nullable T> call) {
        return Pending.of(() -> {
            try {
                return call.get();
            } catch (TryLater | ServerFault | RestClientException e) {
                if (!again) {
                    throw e;
                }
                return null;
            }
        });
    }

    private static @Nullable Patient dependent(MedislotClient api, Search search) {
        var patient = search.patientId();
        return patient == null || search.move() != null ? null : api.patients().get(patient);
    }

    private static @Nullable Booking moved(MedislotClient api, Search search) {
        return search.move() == null ? null : api.bookings().get(search.move());
    }

    private @Nullable Visiting visiting(MedislotClient api, SlotId slot) {
        var id = slot.visitType();
        if (id == null) {
            return null;
        }
        var chosen = Pending.of(() -> api.visitTypes().of(slot.doctor()).items());
        var type = visitTypes.find(id).orElseGet(() -> api.visitTypes().get(id));
        var own = chosen.get()
                .stream()
                .filter(each -> each.visitTypeId().equals(type.id()))
                .map(Chosen::minutes)
                .filter(Objects::nonNull)
                .findFirst();
        return new Visiting(type, own.orElse(type.minutes()));
    }

    private static Optional<Booking> own(MedislotClient api, SlotId slot) {
        var query = BookingQuery.all().with(BookingStatus.CONFIRMED).from(slot.start());
        return api.bookings().list(query).items().stream().filter(each -> each.slotId().equals(slot)).findFirst();
    }

    /** The hold that the patient has on the slot. */
    private static Held found(MedislotClient api, SlotId slot) {
        return api.holds()
                .list()
                .items()
                .stream()
                .filter(hold -> hold.slotId().equals(slot))
                .findFirst()
                .map(hold -> new Held(hold, null))
                .orElse(Held.NOT);
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
            return "redirect:/appointments/" + (move == null ? booked(visitor, slot, search, reason, key)
                    : moved(visitor, move, slot, search, version));
        } catch (Conflict | RuleViolated | NotFound e) {
            if (move != null && e.slug().equals("stale")) {
                return "redirect:/appointments/%s?done=stale".formatted(move);
            }
            return refused(visitor, slot, search, reason, e, model, locale);
        } catch (InvalidRequest e) {
            errors.refuse(e, response, model, locale);
            model.addAttribute("key", UUID.randomUUID());
        } catch (TryLater | ServerFault | RestClientException e) {
            Unanswered.answer(e, response);
            errors.showBusy(e, model, locale);
        }
        return summary(visitor, slot, search, reason, true, model, locale);
    }

    private static String moved(Visitor visitor, UUID booking, SlotId slot, Search search, @Nullable String version) {
        visitor.api().bookings().change(booking, new BookingChange(slot, search.state(), null, null), version);
        return booking + "?done=moved";
    }

    private static String booked(Visitor visitor, SlotId slot, Search search, String reason, String key) {
        var wish = new NewBooking(slot, TypedText.given(reason), search.state(), search.patientId());
        return visitor.api().bookings().book(wish, key).id() + "?done=booked";
    }

    /** Shows the openings around a slot that cannot be had, and why. */
    private String refused(Visitor visitor, SlotId slot, Search search, String reason, ApiProblem problem, Model model,
            Locale locale) {
        var others = search.on(null);
        if (!reason.isBlank()) {
            model.addAttribute("reason", reason);
            return times.openings(visitor, others, null, slot, problem.slug(), null, "", model, locale);
        }
        return "redirect:" + UriComponentsBuilder.fromUriString(others.page())
                .queryParam("lost", slot)
                .queryParam("why", problem.slug())
                .build(true)
                .toUriString();
    }
}
