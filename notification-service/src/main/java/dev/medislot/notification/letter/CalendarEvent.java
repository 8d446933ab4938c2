package dev.medislot.notification.letter;

import dev.medislot.common.VisitMode;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
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
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableClazz;

/** Writes an appointment as the event of an iCalendar object. */
final class CalendarEvent {

    private CalendarEvent() {}

    static VEvent of(Appointment appointment, Status status, InternetAddress organizer) {
        var event = (VEvent) new VEvent(false).withProperty(new Uid(appointment.bookingId().toString()))
                .withProperty(new DtStamp(appointment.changedAt()))
                .withProperty(new LastModified(appointment.changedAt()))
                .withProperty(new Sequence(appointment.inviteVersion() - 1))
                .withProperty(new Summary(appointment.title()))
                .withProperty(status)
                .withProperty(ImmutableClazz.PRIVATE)
                .withProperty(Participants.organizer(organizer))
                .getFluentTarget();
        addTime(event, appointment.start(), appointment.end(), appointment.zone());
        addDetails(event, appointment);
        return event;
    }

    private static void addTime(VEvent event, Instant start, Instant end, ZoneId zone) {
        if (isUnique(start, zone) && isUnique(end, zone)) {
            event.withProperty(new DtStart<>(in(zone), local(start, zone)));
            event.withProperty(new DtEnd<>(in(zone), local(end, zone)));
        } else {
            event.withProperty(new DtStart<>(start));
            event.withProperty(new DtEnd<>(end));
        }
    }

    private static void addDetails(VEvent event, Appointment appointment) {
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
}
