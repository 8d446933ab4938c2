package dev.medislot.webapp.calendar;

import dev.medislot.client.booking.Booking;
import dev.medislot.common.Role;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Visitor;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The file that adds an appointment to a calendar. */
@Controller
@PagesFor(Role.PATIENT)
class CalendarFileController {

    private final MessageSource messages;

    CalendarFileController(MessageSource messages) {
        this.messages = messages;
    }

    @GetMapping(path = "/appointments/{id}/calendar.ics", produces = "text/calendar;charset=UTF-8")
    ResponseEntity<String> calendar(Visitor visitor, @PathVariable UUID id, Locale locale) {
        var me = Pending.of(() -> visitor.api().patients().me());
        var booking = visitor.api().bookings().get(id);
        var isOwn = booking.patientId().equals(me.get().id());
        var title = messages.getMessage(isOwn ? "calendar.summary" : "calendar.summary.of",
                new Object[] { booking.doctorName(), booking.patientName() }, locale);
        var page = ServletUriComponentsBuilder.fromCurrentContextPath().path("/appointments/" + id).build().toUri();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"appointment.ics\"")
                .body(CalendarFile.of(booking, title, where(booking, locale),
                        booking.joinUrl() == null ? page : URI.create(booking.joinUrl())));
    }

    private String where(Booking booking, Locale locale) {
        if (booking.place() != null) {
            var place = booking.place();
            return "%s, %s, %s, %s %s".formatted(place.name(), place.street(), place.city(), place.state(),
                    place.zip());
        }
        if (booking.phone() != null) {
            return messages.getMessage("visit.call", new Object[] { booking.phone() }, locale);
        }
        return booking.mode() == null ? "" : messages.getMessage("mode." + booking.mode(), null, locale);
    }
}
