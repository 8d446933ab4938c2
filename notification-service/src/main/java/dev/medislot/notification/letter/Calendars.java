package dev.medislot.notification.letter;

import dev.medislot.common.VisitMode;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.FluentCalendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Feature;
import net.fortuna.ical4j.model.parameter.TzId;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.Conference;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableClazz;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * Writes iCalendar objects: the id of the booking is the UID, and SEQUENCE rises with its versions from 0, so that a
 * calendar changes the entry that it has. The pages offer a file with both too.
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
            calendar.withComponent(event(appointment, ImmutableStatus.VEVENT_CONFIRMED, organizer));
        }
        return text(calendar);
    }

    private static String invite(Method method, Status status, Appointment appointment, InternetAddress organizer,
            InternetAddress attendee) {
        var event = event(appointment, status, organizer).withProperty(Participants.attendee(attendee))
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

    private static VEvent event(Appointment appointment, Status status, InternetAddress organizer) {
        var inLocalTime = isUnique(appointment.start(), appointment.zone())
                && isUnique(appointment.end(), appointment.zone());
        var event = (VEvent) new VEvent(false).withProperty(new Uid(appointment.bookingId().toString()))
                .withProperty(new DtStamp(appointment.changedAt()))
                .withProperty(new LastModified(appointment.changedAt()))
                .withProperty(new Sequence(appointment.version() - 1))
                .withProperty(inLocalTime
                        ? new DtStart<>(in(appointment.zone()), local(appointment.start(), appointment.zone()))
                        : new DtStart<>(appointment.start()))
                .withProperty(
                        inLocalTime ? new DtEnd<>(in(appointment.zone()), local(appointment.end(), appointment.zone()))
                                : new DtEnd<>(appointment.end()))
                .withProperty(new Summary(appointment.title()))
                .withProperty(status)
                .withProperty(ImmutableClazz.PRIVATE)
                .withProperty(Participants.organizer(organizer))
                .getFluentTarget();
        if (appointment.note() != null) {
            event.withProperty(new Description(appointment.note()));
        }
        var attendance = appointment.attendance();
        if (attendance != null) {
            addAttendance(event, attendance);
        }
        var link = attendance == null || attendance.link() == null ? appointment.page() : attendance.link();
        if (link != null) {
            event.withProperty(new Url(link));
        }
        return event;
    }

    /** Programs that do not know {@code CONFERENCE} show the location, and the link as URL. */
    private static void addAttendance(VEvent event, Attendance attendance) {
        event.withProperty(new Location(attendance.where()));
        if (attendance.address() != null) {
            var feature = new Feature(attendance.mode() == VisitMode.PHONE ? "PHONE" : "VIDEO");
            event.withProperty(
                    new Conference(new ParameterList(List.of(Value.URI, feature)), attendance.address().toString()));
        }
    }

    /** A local time that occurs twice is ambiguous without its offset. */
    private static boolean isUnique(Instant moment, ZoneId zone) {
        return zone.getRules().getValidOffsets(moment.atZone(zone).toLocalDateTime()).size() == 1;
    }

    /** Said apart from the time: ical4j would convert a zoned time by rules of its own, older than the JDK's. */
    private static ParameterList in(ZoneId zone) {
        return new ParameterList(List.of(new TzId(zone.getId())));
    }

    private static LocalDateTime local(Instant moment, ZoneId zone) {
        return moment.atZone(zone).toLocalDateTime();
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
