package dev.medislot.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.notification.letter.UnwritableLetter;
import dev.medislot.notification.projection.Addressee.Erased;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Addressee.Unknown;
import dev.medislot.notification.projection.Addressee.Unreachable;
import dev.medislot.notification.projection.Booking;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.outbox.TraceParents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** Stores the mails that an event asks for: one per recipient and kind, also when the event is delivered twice. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class StoreMails {

    private static final Logger LOG = LoggerFactory.getLogger(StoreMails.class);

    private final Mails mails;
    private final WriteLetter writeLetter;
    private final Contacts contacts;
    private final MailProperties settings;
    private final ApplicationEventPublisher events;
    private final TraceParents traceParents;
    private final Clock clock;

    StoreMails(Mails mails, WriteLetter writeLetter, Contacts contacts, MailProperties settings,
            ApplicationEventPublisher events, TraceParents traceParents, Clock clock) {
        this.mails = mails;
        this.writeLetter = writeLetter;
        this.contacts = contacts;
        this.settings = settings;
        this.events = events;
        this.traceParents = traceParents;
        this.clock = clock;
    }

    /**
     * Stores mails to the patient, the doctor and a doctor who lost the booking.
     *
     * @param formerMode how the visit was attended before the event; null if that is not known
     */
    public void storeMails(BookingEvent event, @Nullable VisitMode formerMode) {
        if (isOldNews(event.occurredAt())) {
            return;
        }
        switch (event) {
            case BookingCreated created -> storeMailsToBoth(Kind.BOOKING_CREATED, created);
            case BookingCancelled cancelled -> storeMailsToBoth(Kind.BOOKING_CANCELLED, cancelled);
            case BookingUpdated updated when changesSlot(updated) || changesVisitType(updated) ->
                    storeMailsAboutMove(updated, formerMode);
            case BookingUpdated _ -> {
                // a closed visit, or a change of something that no mail names
            }
        }
    }

    /** Stores a reminder to the patient or the doctor, the lead before the visit. */
    public void remind(Booking booking, UUID person, Duration lead) {
        var role = person.equals(booking.patient().value()) ? Role.PATIENT : Role.DOCTOR;
        var visit = new MailedVisit(booking.id(), booking.version(), booking.changedAt(), booking.patient(),
                booking.doctor(), booking.start(), booking.end(), null, null, null, null, booking.mode(), null, null,
                null, null, null, booking.visitTypeName());
        store(Kind.REMINDER, lead, person, role, visit, clock.instant());
    }

    /** Stores a welcome to a new person, once their address is confirmed. */
    public void welcome(ContactChanged person, boolean wasUnconfirmed) {
        var confirmed = !Boolean.FALSE.equals(person.emailConfirmed());
        if (confirmed && (person.version() <= 1 || wasUnconfirmed) && !isOldNews(person.occurredAt())) {
            store(Kind.WELCOME, Duration.ZERO, person.personId(), person.role(), null, person.occurredAt());
        }
    }

    /** Stores a mail to a person about their account, also to staff, whose contact data is not known here. */
    public void account(AccountMailRequested asked) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var mail = new Mail(asked.mailId(), Kind.valueOf(asked.kind().name()), Duration.ZERO, asked.personId(),
                asked.role(), null, MailStatus.PENDING, 0, 0, now, now, null, null, traceParents.current(),
                asked.expiresAt(), null);
        if (mails.store(asked.mailId(), mail, asked.occurredAt())) {
            writeLetter.write(mail, asked);
            events.publishEvent(new MailsDue());
        }
    }

    /**
     * Stores the mail to a patient on the waitlist, or to the guardian of a dependent. Throws IllegalStateException
     * while they are not known yet, because the secret of the link is in the event only.
     */
    public void offer(WaitlistOffered offered) {
        switch (contacts.addressee(offered.patientId())) {
            case Reachable _ -> storeOffer(offered);
            case Unknown _ -> throw new IllegalStateException("The patient of the offer is not known yet");
            case Erased _,Unreachable _ -> {
                // no address to write to; the next in line gets the slot after this offer
            }
        }
    }

    private void storeOffer(WaitlistOffered offered) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var mail = new Mail(offered.offerId(), Kind.WAITLIST_OFFER, Duration.ZERO, offered.patientId(), Role.PATIENT,
                null, MailStatus.PENDING, 0, 0, now, now, null, null, traceParents.current(), offered.heldUntil(),
                null);
        if (mails.store(offered.offerId(), mail, offered.occurredAt()) && writeLetter.write(mail, offered)) {
            events.publishEvent(new MailsDue());
        }
    }

    /** Rewrites the waiting mails to or about that person with the current contact data. */
    public void rewrite(UUID personId) {
        if (mails.clearLetters(personId)) {
            events.publishEvent(new MailsDue());
        }
    }

    private void storeMailsToBoth(Kind kind, BookingEvent event) {
        var visit = visit(event, null);
        storeMailToPatient(kind, event, visit);
        storeMailToDoctor(kind, event, visit);
    }

    /** Whether the doctor, the start or the length differs from before. */
    private static boolean changesSlot(BookingUpdated event) {
        var previous = event.previousSlot();
        return previous != null && (otherDoctor(event) != null || !previous.start().equals(event.slot().start())
                || !previous.end().equals(event.slot().end()));
    }

    /** Whether the visit type has changed, and with it perhaps the way to attend. */
    private static boolean changesVisitType(BookingUpdated event) {
        var previous = event.previousSlot();
        return previous != null && !Objects.equals(previous.id().visitType(), event.slot().id().visitType());
    }

    private void storeMailsAboutMove(BookingUpdated event, @Nullable VisitMode formerMode) {
        var visit = visit(event, formerMode);
        storeMailToPatient(Kind.BOOKING_MOVED, event, visit);
        var previousDoctor = otherDoctor(event);
        var previousSlot = event.previousSlot();
        if (previousSlot == null || previousDoctor == null) {
            storeMailToDoctor(Kind.BOOKING_MOVED, event, visit);
        } else {
            storeMailToDoctor(Kind.BOOKING_CREATED, event, visit);
            storeMailToDoctor(Kind.BOOKING_CANCELLED, event,
                    new MailedVisit(event.bookingId(), event.version(), event.occurredAt(),
                            new PatientId(event.patientId()), previousDoctor, previousSlot.start(), previousSlot.end(),
                            event.actor().role(), null, null, new DoctorId(event.doctorId()), visit.mode()));
        }
    }

    private void storeMailToPatient(Kind kind, BookingEvent event, MailedVisit visit) {
        store(kind, Duration.ZERO, event.patientId(), Role.PATIENT, visit, event.occurredAt());
    }

    private void storeMailToDoctor(Kind kind, BookingEvent event, MailedVisit visit) {
        store(kind, Duration.ZERO, visit.doctor().value(), Role.DOCTOR, visit, event.occurredAt());
    }

    private void store(Kind kind, Duration lead, UUID recipient, Role role, @Nullable MailedVisit visit,
            Instant occurredAt) {
        if (contacts.addressee(recipient) instanceof Unreachable) {
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var mail = new Mail(idOf(kind, lead, recipient, visit), kind, lead, recipient, role, visit, MailStatus.PENDING,
                0, 0, now, now, null, null, traceParents.current(), null, null);
        if (mails.store(mail, null, occurredAt)) {
            writeNow(mail);
            events.publishEvent(new MailsDue());
        }
    }

    /**
     * Writes the letter before delivery, so that the API shows it. A failure is logged here and retried by the sender.
     */
    private void writeNow(Mail mail) {
        try {
            writeLetter.write(mail);
        } catch (UnwritableLetter _) {
            LOG.warn("Cannot render mail {}", mail.id());
        }
    }

    /** Derives the id from the mail's subject, so that it has the same Message-ID even after a loss of the database. */
    private static UUID idOf(Kind kind, Duration lead, UUID recipient, @Nullable MailedVisit visit) {
        var about = visit == null ? "" : visit.bookingId() + "/" + visit.version();
        return UUID.nameUUIDFromBytes("%s/%s/%s/%s".formatted(kind, lead, recipient, about).getBytes(UTF_8));
    }

    private boolean isOldNews(Instant occurredAt) {
        return Objects.requireNonNull(occurredAt).isBefore(clock.instant().minus(settings.oldestNews()));
    }

    private static MailedVisit visit(BookingEvent event, @Nullable VisitMode formerMode) {
        var previous = event.previousSlot();
        var mode = event.mode() == null ? VisitMode.VIDEO : event.mode();
        return new MailedVisit(event.bookingId(), event.version(), event.occurredAt(), new PatientId(event.patientId()),
                new DoctorId(event.doctorId()), event.slot().start(), event.slot().end(), event.actor().role(),
                previous == null ? null : previous.start(), previous == null ? null : previous.end(),
                otherDoctor(event), mode, formerMode == mode ? null : formerMode, event.slot().id().visitType(),
                previous == null ? null : previous.id().visitType(), event.patientState(),
                event instanceof BookingCancelled cancelled ? cancelled.cause() : null, event.visitTypeName());
    }

    /**
     * The former doctor if the change gave the booking to another one; every move names a former doctor.
     */
    private static @Nullable DoctorId otherDoctor(BookingEvent event) {
        var previous = event.previousDoctorId();
        return previous == null || previous.equals(event.doctorId()) ? null : new DoctorId(previous);
    }
}
