package dev.medislot.webapp.desk;

import dev.medislot.client.doctor.Closure;
import dev.medislot.client.doctor.DoctorQuery;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Polls;
import dev.medislot.webapp.Specialties;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The day of all doctors, side by side. */
@Controller
@PagesFor(Role.STAFF)
class DayController {

    /** A working day. */
    private static final Duration MAX_POLLING = Duration.ofHours(12);
    private static final int WEEK = 7;
    private static final int MAX_DOCTORS = 200;

    private final Specialties specialties;

    DayController(Specialties specialties) {
        this.specialties = specialties;
    }

    @GetMapping("/desk")
    String day(Visitor visitor, DeskSearch search, Model model, Locale locale) {
        var closures = Pending.of(() -> visitor.api().closures().list(null).items());
        var doctors = Pending
                .of(() -> visitor.api().doctors().list(new DoctorQuery(null, null, null, MAX_DOCTORS, null)).items());
        var board = show(visitor, search, model, locale);
        var date = board.day().date();
        var monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        model.addAttribute("days", IntStream.range(0, WEEK).mapToObj(monday::plusDays).toList());
        model.addAttribute("earlier", date.minusDays(WEEK)).addAttribute("later", date.plusDays(WEEK));
        model.addAttribute("today", board.times().date(Instant.now()));
        model.addAttribute("since", Instant.now().getEpochSecond());
        model.addAttribute("closures", on(date, closures.get()));
        model.addAttribute("states", UsState.values()).addAttribute("specialties", specialties.all());
        model.addAttribute("zones", Times.usual(board.times().zone(), locale));
        model.addAttribute("doctors", doctors.get());
        return "webapp/desk/day";
    }

    /**
     * Answers the board of a page that asks again and again, or nothing if it is still the same.
     *
     * @param seen the fingerprint of the board that the page shows
     * @param since when the page was opened, in seconds since 1970
     */
    @GetMapping("/desk/board")
    Object changedBoard(Visitor visitor, DeskSearch search, @RequestParam String seen, @RequestParam long since,
            HttpServletResponse response, Model model, Locale locale) {
        if (Polls.end(since, MAX_POLLING, response)) {
            model.addAttribute("search", search);
            return "webapp/desk/board :: ended";
        }
        if (show(visitor, search, model, locale).fingerprint().equals(seen)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("since", since);
        return "webapp/desk/board :: board";
    }

    private static Board show(Visitor visitor, DeskSearch search, Model model, Locale locale) {
        var now = Instant.now();
        var times = new Times(search.zone(visitor.clinic().timeZone()), locale);
        var date = search.date() == null ? times.date(now) : search.date();
        var wanted = search.patient();
        var patient = wanted == null ? null : Pending.of(() -> visitor.api().patients().get(new PatientId(wanted)));
        var found = visitor.api().desk().day(search.query(date, times.zone()));
        if (patient != null) {
            model.addAttribute("patient", patient.get())
                    .addAttribute("local", new Times(patient.get().timeZone(), locale));
        }
        var board = Board.of(found, times, now);
        model.addAttribute("board", board).addAttribute("times", times).addAttribute("now", now);
        model.addAttribute("search", search.date() == null ? search.on(date).after(search.after()) : search);
        return board;
    }

    private static List<Closure> on(LocalDate date, List<Closure> closures) {
        return closures.stream().filter(closure -> overlaps(closure, date)).toList();
    }

    private static boolean overlaps(Closure closure, LocalDate date) {
        return LocalDateTime.parse(closure.start()).isBefore(date.plusDays(1).atStartOfDay())
                && LocalDateTime.parse(closure.end()).isAfter(date.atStartOfDay());
    }
}
