package dev.medislot.webapp.doctor;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A day of the doctor, and the week around it. */
@Controller
@PagesFor(Role.DOCTOR)
class DayController {

    private static final int WEEK = 7;
    private static final int PAGE = 200;
    /** The age of the oldest visits that the page lists as not closed. */
    private static final Period UNCLOSED = Period.ofDays(14);
    private static final int MAX_UNCLOSED = 20;

    @GetMapping("/doctor")
    String day(Visitor visitor, @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day,
            @RequestParam(defaultValue = "") String done, Model model, Locale locale) {
        var doctor = visitor.api().doctors().get(visitor.doctor());
        var zone = doctor.timeZone();
        var now = Instant.now();
        var today = LocalDate.ofInstant(now, zone);
        var shown = day == null ? today : day;
        var unclosed = Pending.of(() -> shown.equals(today) ? unclosed(visitor, today, zone) : List.of());
        var times = new Times(zone, locale);
        model.addAttribute("doctor", doctor).addAttribute("times", times).addAttribute("done", done);
        model.addAttribute("today", today).addAttribute("shown", shown).addAttribute("now", now);
        var from = today.plusDays(Math.floorDiv(shown.toEpochDay() - today.toEpochDay(), WEEK) * (long) WEEK);
        var days = days(visitor, from, times, now);
        model.addAttribute("earlier", from.minusDays(WEEK)).addAttribute("later", from.plusDays(WEEK));
        model.addAttribute("week", WeekGrid.of(days, times, now));
        model.addAttribute("entries",
                days.stream().filter(each -> each.date().equals(shown)).flatMap(it -> it.entries().stream()).toList());
        model.addAttribute("unclosed", unclosed.get());
        return "webapp/doctor/day";
    }

    private static List<WeekGrid.Day> days(Visitor visitor, LocalDate from, Times times, Instant now) {
        var last = from.plusDays(WEEK - 1);
        var calendar = Pending.of(() -> visitor.api().openings().calendar(visitor.doctor(), from, last).days());
        var visits = visits(visitor, from, last, times.zone());
        return calendar.get()
                .stream()
                .map(day -> new WeekGrid.Day(day.date(),
                        Timeline.of(day.slots(), on(day.date(), visits, times.zone()), now)))
                .toList();
    }

    private static List<Booking> visits(Visitor visitor, LocalDate from, LocalDate to, ZoneId zone) {
        var query = new BookingQuery(null, from.toString(), to.toString(), zone, visitor.doctor(), null, PAGE, null);
        return MedislotClient.all(next -> visitor.api().bookings().list(query.after(next)))
                .filter(booking -> booking.status() != BookingStatus.CANCELLED)
                .sorted(Comparator.comparing(Booking::start))
                .toList();
    }

    private static List<Booking> on(LocalDate date, List<Booking> visits, ZoneId zone) {
        return visits.stream().filter(visit -> LocalDate.ofInstant(visit.start(), zone).equals(date)).toList();
    }

    /** The visits of earlier days that are neither completed nor missed. */
    private static List<Booking> unclosed(Visitor visitor, LocalDate today, ZoneId zone) {
        var from = today.minus(UNCLOSED).toString();
        var query = new BookingQuery(BookingStatus.CONFIRMED, from, today.minusDays(1).toString(), zone,
                visitor.doctor(), null, MAX_UNCLOSED, null);
        return visitor.api().bookings().list(query).items();
    }
}
