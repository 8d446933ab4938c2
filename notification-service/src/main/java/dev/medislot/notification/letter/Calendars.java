package dev.medislot.notification.letter;

import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.FluentCalendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * Writes iCalendar objects: the id of the booking is the UID, and SEQUENCE rises from 0 with its versions and the
 * updates of its place or link, so that a calendar changes the entry that it has. The pages offer a file with both too.
 */
public final class Calendars {

    private static final ProdId PRODUCT = new ProdId("-//Medislot//Medislot 1//EN");

    private static final Duration REFRESH = Duration.ofMinutes(15);

    private Calendars() {}

    /** Puts the appointment into the attendee's calendar, or changes it there. */
    public static String request(Appointment appointment, InternetAddress organizer, InternetAddress attendee) {
        return invite(ImmutableMethod.REQUEST, ImmutableStatus.VEVENT_CONFIRMED, appointment, organizer, attendee);
    }

    /** Takes the appointment out of the attendee's calendar. */
    public static String cancel(Appointment appointment, InternetAddress organizer, InternetAddress attendee) {
        return invite(ImmutableMethod.CANCEL, ImmutableStatus.VEVENT_CANCELLED, appointment, organizer, attendee);
    }

    /** All of a person's appointments, in their zone, to be subscribed to. */
    public static String feed(String name, ZoneId zone, List<Appointment> appointments, InternetAddress organizer) {
        var first = appointments.stream().map(Appointment::start).min(Instant::compareTo).orElse(Instant.EPOCH);
        var last = appointments.stream().map(Appointment::end).max(Instant::compareTo).orElse(Instant.EPOCH);
        var calendar = calendar(ImmutableMethod.PUBLISH).withProperty(new XProperty("X-WR-CALNAME", name))
                .withProperty(new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESH))
                .withProperty(new XProperty("X-PUBLISHED-TTL", REFRESH.toString()))
                .withComponent(TimeZones.of(zone, first, last));
        for (var appointment : appointments) {
            calendar.withComponent(CalendarEvent.of(appointment, ImmutableStatus.VEVENT_CONFIRMED, organizer));
        }
        return text(calendar);
    }

    private static String invite(Method method, Status status, Appointment appointment, InternetAddress organizer,
            InternetAddress attendee) {
        var event = CalendarEvent.of(appointment, status, organizer)
                .withProperty(Participants.attendee(attendee))
                .getFluentTarget();
        return text(
                calendar(method).withComponent(TimeZones.of(appointment.zone(), appointment.start(), appointment.end()))
                        .withComponent((VEvent) event));
    }

    private static FluentCalendar calendar(Method method) {
        return new Calendar().withProdId(PRODUCT.getValue())
                .withProperty(ImmutableVersion.VERSION_2_0)
                .withProperty(method);
    }

    private static String text(FluentCalendar calendar) {
        var text = new StringWriter();
        try {
            new CalendarOutputter(true).output(calendar.getFluentTarget(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
