package dev.medislot.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.notification.letter.Attendances;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.notification.projection.Addressee.Unreachable;
import dev.medislot.notification.projection.Booking;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.outbox.TraceParents;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores a mail to each patient with a visit ahead whose place or video link differs from before, or is gone. A doctor
 * may have hundreds of these visits, so the letters are written when they are sent, and only if they are news.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class MailNewPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(MailNewPlaces.class);

    private final Mails mails;
    private final Bookings bookings;
    private final Contacts contacts;
    private final Attendances attendances;
    private final MailProperties settings;
    private final ApplicationEventPublisher events;
    private final TraceParents traceParents;
    private final Clock clock;

    MailNewPlaces(Mails mails, Bookings bookings, Contacts contacts, Attendances attendances, MailProperties settings,
            ApplicationEventPublisher events, TraceParents traceParents, Clock clock) {
        this.mails = mails;
        this.bookings = bookings;
        this.contacts = contacts;
        this.attendances = attendances;
        this.settings = settings;
        this.events = events;
        this.traceParents = traceParents;
        this.clock = clock;
    }

    /** Compares the doctor as known before the change with the doctor as known now. */
    public void mail(Contact before, ContactChanged change) {
        var now = contacts.find(before.personId()).orElse(null);
        if (now == null || now.role() != Role.DOCTOR
                || change.occurredAt().isBefore(clock.instant().minus(settings.oldestNews()))) {
            return;
        }
        for (var mode : VisitMode.values()) {
            var former = attendances.addressOf(mode, before);
            var present = attendances.addressOf(mode, now);
            if (!Objects.equals(present, former)) {
                store(mode, mode == VisitMode.IN_PERSON ? former : null, change);
            }
        }
    }

    private void store(VisitMode mode, @Nullable String formerPlace, ContactChanged change) {
        var ahead = bookings.updateInvites(change.personId(), mode, clock.instant());
        ahead.stream()
                .filter(booking -> !(contacts.addressee(booking.patient().value()) instanceof Unreachable))
                .forEach(booking -> store(booking, formerPlace, change));
        if (!ahead.isEmpty()) {
            events.publishEvent(new MailsDue());
            LOG.info("Doctor {} has another place or link, version {}: {} bookings concerned", change.personId(),
                    change.version(), ahead.size());
        }
    }

    private void store(Booking booking, @Nullable String formerPlace, ContactChanged change) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var visit = new MailedVisit(booking.id(), booking.version(), change.occurredAt(), booking.patient(),
                booking.doctor(), booking.start(), booking.end(), null, null, null, null, booking.mode(), null, null,
                null, null, null, booking.visitTypeName(), formerPlace);
        var update = idOf(booking, change);
        var mail = new Mail(update, Kind.PLACE_CHANGED, Duration.ZERO, booking.patient().value(), Role.PATIENT, visit,
                MailStatus.PENDING, 0, 0, now, now, null, null, traceParents.current(), null, null);
        mails.store(mail, update, change.occurredAt());
    }

    /** An id that a repeat has too, so that the mail has the same Message-ID even after a loss of the database. */
    private static UUID idOf(Booking booking, ContactChanged change) {
        return UUID.nameUUIDFromBytes(
                "%s/%s/%s/%d".formatted(Kind.PLACE_CHANGED, booking.id(), change.personId(), change.version())
                        .getBytes(UTF_8));
    }
}
