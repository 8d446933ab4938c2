package dev.medislot.notification.letter;

import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.CuType;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Organizer;

/** The people of an invite, as iCalendar names them. */
final class Participants {

    private Participants() {}

    static Organizer organizer(InternetAddress address) {
        return (Organizer) new Organizer(mailto(address)).withParameter(new Cn(name(address))).getFluentTarget();
    }

    /** An attendee whose program asks for no answer, because the visit is booked already. */
    static Attendee attendee(InternetAddress address) {
        return (Attendee) new Attendee(mailto(address)).withParameter(new Cn(name(address)))
                .withParameter(CuType.INDIVIDUAL)
                .withParameter(Role.REQ_PARTICIPANT)
                .withParameter(PartStat.ACCEPTED)
                .withParameter(Rsvp.FALSE)
                .getFluentTarget();
    }

    private static URI mailto(InternetAddress address) {
        try {
            return new URI("mailto", address.getAddress(), null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not an address a calendar could name", e);
        }
    }

    private static String name(InternetAddress address) {
        var name = Objects.requireNonNullElse(address.getPersonal(), address.getAddress());
        return name.replaceAll("[\"\\p{Cntrl}]", "'"); // no parameter can hold these
    }
}
