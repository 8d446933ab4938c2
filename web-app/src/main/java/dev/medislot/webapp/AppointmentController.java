package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.patient.NewRating;
import dev.medislot.client.problem.Conflict;
import dev.medislot.common.BookingStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The appointments of a patient. */
@Controller
class AppointmentController {

    private static final DateTimeFormatter ICAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    @GetMapping("/appointments")
    String list(Visitor visitor, Model model, Locale locale) {
        var me = visitor.api().patients().me();
        var all = MedislotClient.all(next -> visitor.api().bookings().list(BookingQuery.all().after(next))).toList();
        var now = Instant.now();
        model.addAttribute("times", new Times(me.timeZone(), locale));
        model.addAttribute("upcoming",
                all.stream()
                        .filter(booking -> booking.status() == BookingStatus.CONFIRMED && booking.end().isAfter(now))
                        .sorted(Comparator.comparing(Booking::start))
                        .toList());
        model.addAttribute("past",
                latest(all.stream()
                        .filter(booking -> booking.status() != BookingStatus.CANCELLED && !booking.end().isAfter(now))
                        .toList()));
        model.addAttribute("cancelled",
                latest(all.stream().filter(booking -> booking.status() == BookingStatus.CANCELLED).toList()));
        return "webapp/appointments";
    }

    @GetMapping("/appointments/{id}")
    String one(Visitor visitor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String done,
            Model model, Locale locale) {
        var me = visitor.api().patients().me();
        var booking = visitor.api().bookings().get(id);
        var changeable = booking.changeableUntil();
        model.addAttribute("times", new Times(me.timeZone(), locale)).addAttribute("booking", booking);
        model.addAttribute("changeable", changeable != null && changeable.isAfter(Instant.now()));
        model.addAttribute("rateable", booking.status() == BookingStatus.COMPLETED
                && visitor.api().ratings().list(null, id, null).items().isEmpty());
        model.addAttribute("done", done == null ? "" : done);
        return "webapp/appointment";
    }

    @PostMapping("/appointments/{id}/cancel")
    String cancel(Visitor visitor, @PathVariable UUID id) {
        try {
            visitor.api().bookings().change(id, BookingChange.cancel(null), null);
        } catch (Conflict e) {
            // a second press of the button
            if (visitor.api().bookings().get(id).status() != BookingStatus.CANCELLED) {
                throw e;
            }
        }
        return "redirect:/appointments/%s?done=cancelled".formatted(id);
    }

    @PostMapping("/appointments/{id}/rate")
    String rate(Visitor visitor, @PathVariable UUID id, @RequestParam int stars,
            @RequestParam(required = false) @Nullable String comment) {
        visitor.api()
                .ratings()
                .rate(new NewRating(id, stars, comment == null || comment.isBlank() ? null : comment), id.toString());
        return "redirect:/appointments/%s?done=rated".formatted(id);
    }

    /** The times alone: a reason for a visit does not belong in a shared calendar. */
    @GetMapping(path = "/appointments/{id}/calendar.ics", produces = "text/calendar;charset=UTF-8")
    ResponseEntity<String> calendar(Visitor visitor, @PathVariable UUID id) {
        var booking = visitor.api().bookings().get(id);
        var event = """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Medislot//Web//EN
                BEGIN:VEVENT
                UID:%s
                SEQUENCE:%d
                DTSTAMP:%s
                DTSTART:%s
                DTEND:%s
                SUMMARY:Medislot
                END:VEVENT
                END:VCALENDAR
                """
                .formatted(booking.id(), booking.version(), ICAL.format(booking.updatedAt()),
                        ICAL.format(booking.start()), ICAL.format(booking.end()))
                .replace("\n", "\r\n");
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"appointment.ics\"")
                .body(event);
    }

    private static List<Booking> latest(List<Booking> bookings) {
        return bookings.stream().sorted(Comparator.comparing(Booking::start).reversed()).toList();
    }
}
