package dev.medislot.webapp;

import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.booking.NewBooking;
import dev.medislot.client.booking.NewHold;
import dev.medislot.client.opening.DoctorOpeningQuery;
import dev.medislot.client.opening.DoctorOpenings;
import dev.medislot.client.opening.DoctorOpenings.OpenDoctor;
import dev.medislot.client.opening.DoctorOpenings.OpenSlot;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The way to an appointment: where, when and with whom, then one page to confirm it. */
@Controller
class BookController {

    private static final int NEAREST = 5;
    private static final int WEEK = 7;
    private static final int NOON = 12;
    private static final int EVENING = 17;

    @GetMapping("/")
    String home(Visitor visitor, Model model, Locale locale) {
        model.addAttribute("states", UsState.values());
        if (visitor.loggedIn()) {
            var me = visitor.api().patients().me();
            model.addAttribute("name", me.firstName()).addAttribute("state", me.address().state());
            model.addAttribute("times", new Times(me.timeZone(), locale));
            var coming = BookingQuery.all().with(BookingStatus.CONFIRMED).from(Instant.now());
            visitor.api()
                    .bookings()
                    .list(coming)
                    .items()
                    .stream()
                    .min(Comparator.comparing(Booking::start))
                    .ifPresent(next -> model.addAttribute("next", next));
        }
        return "webapp/home";
    }

    @GetMapping("/book")
    String openings(Visitor visitor, @RequestParam(required = false) @Nullable UsState state,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable UUID doctor,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable UUID move,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable String taken, Model model, Locale locale) {
        var me = visitor.loggedIn() ? visitor.api().patients().me() : null;
        if (me == null && state == null) {
            return "redirect:/";
        }
        var where = state == null && me != null ? me.address().state() : state;
        var zone = me == null || where != me.address().state() ? zone(where) : me.timeZone();
        var wanted = specialty == null || specialty.isBlank() ? null : specialty;
        var query = new DoctorOpeningQuery(where, wanted, null, WEEK, zone,
                doctor == null ? null : new DoctorId(doctor), null, null);
        var first = from == null ? day : from;
        var found = visitor.api().openings().byDoctor(first == null ? query : query.from(first, WEEK));
        var times = new Times(zone, locale);
        if (first == null && count(found) == 0 && found.firstAvailable() != null) {
            found = visitor.api().openings().byDoctor(query.from(times.date(found.firstAvailable()), WEEK));
        }
        var shown = day == null ? firstOpen(found) : day;
        model.addAttribute("times", times).addAttribute("state", where).addAttribute("specialty", wanted);
        model.addAttribute("doctor", doctor).addAttribute("move", move).addAttribute("found", found);
        model.addAttribute("day", shown).addAttribute("states", UsState.values());
        model.addAttribute("cards",
                found.doctors()
                        .stream()
                        .map(open -> card(open, shown, times))
                        .filter(card -> !card.parts().isEmpty())
                        .toList());
        model.addAttribute("later", found.days().getLast().date().plusDays(1));
        if (taken != null) {
            model.addAttribute("nearest", nearest(found, SlotId.parse(taken)));
        }
        return "webapp/book";
    }

    /** Holds the slot, so that nobody else books it while its page is read. */
    @PostMapping("/book/{slot}/hold")
    String hold(Visitor visitor, @PathVariable String slot, @RequestParam UsState state,
            @RequestParam(required = false) @Nullable UUID move) {
        var page = UriComponentsBuilder.fromPath("/book/{slot}").queryParam("state", state);
        if (move != null) {
            page.queryParam("move", move);
        }
        if (visitor.loggedIn()) {
            try {
                visitor.api().holds().hold(new NewHold(SlotId.parse(slot), state), null);
            } catch (Conflict _) {
                return taken(slot, state, move);
            }
        }
        return "redirect:" + page.build(slot);
    }

    @GetMapping("/book/{slot}")
    String summary(Visitor visitor, @PathVariable String slot, @RequestParam UsState state,
            @RequestParam(required = false) @Nullable UUID move, Model model, Locale locale) {
        var me = visitor.api().patients().me();
        var id = SlotId.parse(slot);
        var holds = visitor.api().holds().list().items().stream().filter(hold -> hold.slotId().equals(id));
        model.addAttribute("times", new Times(me.timeZone(), locale)).addAttribute("me", me);
        model.addAttribute("slot", id).addAttribute("state", state).addAttribute("key", UUID.randomUUID());
        model.addAttribute("doctor", visitor.api().doctors().get(id.doctor()));
        model.addAttribute("hold", holds.findFirst().orElse(null));
        if (move != null) {
            model.addAttribute("moved", visitor.api().bookings().get(move));
        }
        return "webapp/summary";
    }

    @PostMapping("/book/{slot}")
    String confirm(Visitor visitor, @PathVariable String slot, @RequestParam UsState state, @RequestParam String key,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable UUID move) {
        var id = SlotId.parse(slot);
        try {
            var booking = move == null ? visitor.api()
                    .bookings()
                    .book(new NewBooking(id, reason == null || reason.isBlank() ? null : reason, state, null), key)
                    : visitor.api().bookings().change(move, new BookingChange(id, state, null, null), null);
            return "redirect:/appointments/%s?done=%s".formatted(booking.id(), move == null ? "booked" : "moved");
        } catch (Conflict _) {
            return taken(slot, state, move);
        } catch (RuleViolated e) {
            if (e.slug().equals("slot-in-past")) {
                return taken(slot, state, move);
            }
            throw e;
        }
    }

    private static String taken(String slot, UsState state, @Nullable UUID move) {
        var page = UriComponentsBuilder.fromPath("/book").queryParam("state", state).queryParam("taken", slot);
        return "redirect:" + (move == null ? page : page.queryParam("move", move)).toUriString();
    }

    private static ZoneId zone(@Nullable UsState state) {
        return state == null ? ZoneId.of("UTC") : state.zones().getFirst();
    }

    private static int count(DoctorOpenings found) {
        return found.days().stream().mapToInt(DoctorOpenings.DayCount::count).sum();
    }

    private static LocalDate firstOpen(DoctorOpenings found) {
        return found.days().stream().filter(day -> day.count() > 0).findFirst().orElse(found.days().getFirst()).date();
    }

    private static List<Offer> nearest(DoctorOpenings found, SlotId lost) {
        return found.doctors()
                .stream()
                .flatMap(doctor -> doctor.days()
                        .stream()
                        .flatMap(day -> day.slots().stream())
                        .map(slot -> new Offer(slot, doctor.doctorName())))
                .sorted(Comparator.comparing(offer -> offer.slot().start().until(lost.start()).abs()))
                .limit(NEAREST)
                .toList();
    }

    private static Card card(OpenDoctor doctor, LocalDate day, Times times) {
        var slots = doctor.days()
                .stream()
                .filter(open -> open.date().equals(day))
                .flatMap(open -> open.slots().stream())
                .toList();
        var parts = Stream.of("morning", "afternoon", "evening")
                .map(part -> new Part(part, slots.stream().filter(slot -> part(slot, times).equals(part)).toList()))
                .filter(part -> !part.slots().isEmpty())
                .toList();
        return new Card(doctor, parts);
    }

    private static String part(OpenSlot slot, Times times) {
        var hour = slot.start().atZone(times.zone()).getHour();
        if (hour < NOON) {
            return "morning";
        }
        return hour < EVENING ? "afternoon" : "evening";
    }

    /** A doctor with the times of one day. */
    record Card(OpenDoctor doctor, List<Part> parts) {}

    /** The times of a part of a day. */
    record Part(String name, List<OpenSlot> slots) {}

    /** A time to take instead of one that is lost. */
    record Offer(OpenSlot slot, String doctorName) {}
}
