package dev.medislot.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import biweekly.ICalendar;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.testkit.EventPublisher;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Patients with a visit ahead read of another place or video link of its doctor, once. */
@ServiceTest
class PlaceMailsTest {

    private static final Instant START = Instant.parse("2028-12-05T17:00:00Z");
    private static final ContactChanged.Place BAY = place("Bay Street Clinic", "12 Bay Street");
    private static final ContactChanged.Place HILL = place("Hill Clinic", "9 Hill Road");
    private static final ContactChanged.Place LAKE = place("Lake Clinic", "1 Lake Avenue");
    private static final String BAY_IN_ONE_LINE = "Bay Street Clinic, 12 Bay Street, Oakland, CA 94601";
    private static final String HILL_IN_ONE_LINE = "Hill Clinic, 9 Hill Road, Oakland, CA 94601";
    private static final String LAKE_IN_ONE_LINE = "Lake Clinic, 1 Lake Avenue, Oakland, CA 94601";
    private static final String FORMER = "https://video.example/former";
    private static final String PRESENT = "https://video.example/{bookingId}";

    @Autowired
    EventPublisher topic;

    @Autowired
    JdbcClient jdbc;

    private final UUID doctorId = UUID.randomUUID();
    private final ContactChanged doctor = doctor(1, FORMER, BAY);

    @Test
    void aNewPlaceIsMailedWithAnUpdatedInvite() throws Exception {
        var patient = patient("en", true);
        var life = Life.of(patient, doctor, START);
        var booked = book(life, patient, VisitMode.IN_PERSON);
        Inbox.await(patient.email(), 1);

        topic.publish(doctor(2, FORMER, HILL));

        var mail = Inbox.await(patient.email(), 2).getLast();
        assertThat(mail.subject()).isEqualTo("Appointment at another place: Tue, Dec 5, 9:00 AM PST");
        for (var body : List.of(mail.text(), mail.html().replaceAll("<[^>]+>", ""))) {
            assertThat(body)
                    .contains("Your appointment is at another place",
                            "Your appointment with Dana Reyes stays at the same time. Please come to the new place:",
                            "Place: %s (before: %s)".formatted(HILL_IN_ONE_LINE, BAY_IN_ONE_LINE))
                    .containsOnlyOnce(HILL_IN_ONE_LINE)
                    .doesNotContain("moved", "video.example");
        }
        var invite = invite(mail);
        var event = invite.getEvents().getFirst();
        assertThat(invite.getMethod().getValue()).isEqualTo("REQUEST");
        assertThat(event.getUid().getValue()).isEqualTo(booked.bookingId().toString());
        assertThat(event.getSequence().getValue()).isEqualTo(1);
        assertThat(event.getLocation().getValue()).isEqualTo(HILL_IN_ONE_LINE);
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(START);
        assertThat(event.getDescription().getValue()).startsWith("Place: " + HILL_IN_ONE_LINE);

        topic.publish(life.movedTo(START.plus(Duration.ofDays(1))));
        assertThat(sequence(Inbox.await(patient.email(), 3).getLast())).isEqualTo(2);
        topic.publish(life.cancelled());
        assertThat(sequence(Inbox.await(patient.email(), 4).getLast())).isEqualTo(3);
    }

    @Test
    void aNewLinkIsMailedToThoseWhoJoinByIt() throws Exception {
        var inSpanish = patient("es", true);
        var unconfirmed = patient("en", false);
        var inPerson = patient("en", true);
        var cancelled = patient("en", true);
        var booked = book(Life.of(inSpanish, doctor, START), inSpanish, VisitMode.VIDEO);
        book(Life.of(unconfirmed, doctor, START.plus(Duration.ofHours(1))), unconfirmed, VisitMode.VIDEO);
        book(Life.of(inPerson, doctor, START.plus(Duration.ofHours(2))), inPerson, VisitMode.IN_PERSON);
        var life = Life.of(cancelled, doctor, START.plus(Duration.ofHours(3)));
        book(life, cancelled, VisitMode.VIDEO);
        topic.publish(life.cancelled());
        Inbox.await(cancelled.email(), 2);
        Inbox.await(inPerson.email(), 1);
        Inbox.await(unconfirmed.email(), 1);
        awaitMails(inSpanish, "Cita confirmada");

        topic.publish(doctor(2, PRESENT, BAY));

        var link = "https://video.example/" + booked.bookingId();
        var mail = awaitMails(inSpanish, "Cita con un nuevo enlace").getLast();
        assertThat(mail.text()).contains("Su cita con Dana Reyes sigue a la misma hora.",
                "Conéctese a la videollamada: " + link);
        assertThat(invite(mail).getEvents().getFirst().getUrl().getValue()).isEqualTo(link);
        assertThat(sequence(mail)).isEqualTo(1);
        assertThat(Inbox.await(unconfirmed.email(), 2).getLast().text())
                .contains("Your appointment has a new video link", "/appointments/")
                .doesNotContain("video.example");
        assertThat(Inbox.of(inPerson.email())).hasSize(1);
        assertThat(Inbox.of(cancelled.email())).hasSize(2);
    }

    @Test
    void aChangeIsMailedOnceAndOnlyIfItIsOne() {
        var patient = patient("en", true);
        var booked = book(Life.of(patient, doctor, START), patient, VisitMode.VIDEO);
        var past = patient("en", true);
        book(Life.of(past, doctor, Instant.parse("2026-01-06T17:00:00Z")), past, VisitMode.VIDEO);
        Inbox.await(patient.email(), 1);
        Inbox.await(past.email(), 1);

        topic.publish(doctor(2, FORMER, HILL), doctor(3, PRESENT, HILL), doctor(3, PRESENT, HILL),
                doctor(2, FORMER, HILL), doctor(4, PRESENT, BAY));
        assertThat(Inbox.await(patient.email(), 2).getLast().text())
                .contains("https://video.example/" + booked.bookingId());
        topic.publish(doctor(5, null, BAY));

        var mail = Inbox.await(patient.email(), 3).getLast();
        assertThat(mail.subject()).startsWith("Appointment whose video link no longer works: Tue, Dec 5");
        assertThat(mail.text()).contains("We will send you the new link").doesNotContain("video.example");
        topic.publish(doctor(6, FORMER, BAY));
        assertThat(Inbox.await(patient.email(), 4).getLast().text()).contains(FORMER);
        assertThat(Inbox.of(past.email())).hasSize(1);
    }

    @Test
    void aLinkThatWasMissingFollows() {
        var patient = patient("en", true);
        var unlinked = doctor(1, null, null);
        var booked = book(Life.of(patient, unlinked, START), patient, unlinked, VisitMode.VIDEO);
        assertThat(Inbox.await(patient.email(), 1).getLast().text()).contains("There is no link to join by video yet.");

        topic.publish(doctor(2, PRESENT, null));

        var mail = Inbox.await(patient.email(), 2).getLast();
        assertThat(mail.text()).contains("Join by video: https://video.example/" + booked.bookingId())
                .doesNotContain("no link");
    }

    @Test
    void onlyTheLastOfSeveralPlacesIsMailed() {
        var patient = patient("en", true);
        var booked = book(Life.of(patient, doctor, START), patient, VisitMode.IN_PERSON);
        Inbox.await(patient.email(), 1);

        afterMailsWaited(booked, 2, doctor(2, FORMER, HILL), doctor(3, FORMER, LAKE));

        var mail = Inbox.await(patient.email(), 2).getLast();
        assertThat(mail.text()).contains("Place: %s (before: %s)".formatted(LAKE_IN_ONE_LINE, BAY_IN_ONE_LINE))
                .doesNotContain(HILL_IN_ONE_LINE);
        awaitNoneWaits(booked);
        assertThat(Inbox.of(patient.email())).hasSize(2);
    }

    @Test
    void aPlaceThatReturnsBeforeItsMailIsNoNews() {
        var patient = patient("en", true);
        var booked = book(Life.of(patient, doctor, START), patient, VisitMode.IN_PERSON);
        Inbox.await(patient.email(), 1);

        afterMailsWaited(booked, 2, doctor(2, FORMER, HILL), doctor(3, FORMER, BAY));

        awaitNoneWaits(booked);
        assertThat(Inbox.of(patient.email())).hasSize(1);
    }

    @Test
    void aReminderOfThePlaceSparesNoInvite() {
        var patient = patient("en", true);
        var booked = book(Life.of(patient, doctor, START), patient, VisitMode.IN_PERSON);
        Inbox.await(patient.email(), 1);

        var reminder = holdMails(booked, 1, doctor(2, FORMER, HILL));
        jdbc.sql("""
                update notification set status = 'SENT', sent_at = now(), mode = 'IN_PERSON', mailed_place = :place
                where id = :id
                """).param("place", HILL_IN_ONE_LINE).param("id", reminder).update();

        assertThat(Inbox.await(patient.email(), 2).getLast().text())
                .contains("Place: %s (before: %s)".formatted(HILL_IN_ONE_LINE, BAY_IN_ONE_LINE));
    }

    @Test
    void anUndonePlaceIsMailedIfItsMailMayHaveArrived() {
        var patient = patient("en", true);
        var booked = book(Life.of(patient, doctor, START), patient, VisitMode.IN_PERSON);
        Inbox.await(patient.email(), 1);

        var reminder = holdMails(booked, 2, doctor(2, FORMER, HILL), doctor(3, FORMER, BAY));
        jdbc.sql("""
                update notification set attempts = 1
                where number = (select min(number) from notification
                                where booking_id = ? and kind = 'PLACE_CHANGED')
                """).param(booked.bookingId()).update();
        jdbc.sql("delete from notification where id = ?").param(reminder).update();

        assertThat(Inbox.await(patient.email(), 2).getLast().text()).contains("In person: " + BAY_IN_ONE_LINE);
        awaitNoneWaits(booked);
        assertThat(Inbox.of(patient.email())).hasSize(2);
    }

    @Test
    void aPlaceThatIsGoneIsMailedAsOpen() throws Exception {
        var patient = patient("en", true);
        var booked = book(Life.of(patient, doctor, START), patient, VisitMode.IN_PERSON);
        Inbox.await(patient.email(), 1);

        afterMailsWaited(booked, 2, doctor(2, FORMER, HILL), doctor(3, FORMER, null));

        var mail = Inbox.await(patient.email(), 2).getLast();
        assertThat(mail.subject()).isEqualTo("Appointment no longer at its former place: Tue, Dec 5, 9:00 AM PST");
        assertThat(mail.text())
                .contains("Your appointment is no longer at its former place",
                        "We will write to you as soon as the new place is known.")
                .doesNotContain("Street", "Road", "null");
        assertThat(invite(mail).getEvents().getFirst().getLocation()).isNull();
        awaitNoneWaits(booked);
        topic.publish(doctor(4, FORMER, HILL));
        assertThat(Inbox.await(patient.email(), 3).getLast().text()).contains("In person: " + HILL_IN_ONE_LINE)
                .doesNotContain("before:");
    }

    /** Keeps the patient's mails about the booking from being sent until that number about places is stored. */
    private void afterMailsWaited(BookingCreated booked, int mails, ContactChanged... changes) {
        var reminder = holdMails(booked, mails, changes);
        jdbc.sql("delete from notification where id = ?").param(reminder).update();
    }

    /** Returns the id of a reminder that keeps that number of mails about places waiting. */
    private UUID holdMails(BookingCreated booked, int mails, ContactChanged... changes) {
        var reminder = UUID.randomUUID();
        jdbc.sql("""
                insert into notification (id, kind, recipient_id, recipient_role, booking_id, booking_version,
                    patient_id, doctor_id, starts_at, ends_at, occurred_at, created_at, due_at)
                select :id, 'REMINDER', patient_id, 'PATIENT', id, version, patient_id, doctor_id, starts_at, ends_at,
                       now(), now() + interval '1 day', now() + interval '1 day'
                from booking where id = :booking
                """).param("id", reminder).param("booking", booked.bookingId()).update();
        topic.publish(changes);
        await().until(() -> jdbc.sql("""
                select count(*) = :mails from notification where booking_id = :booking and kind = 'PLACE_CHANGED'
                """).param("mails", mails).param("booking", booked.bookingId()).query(Boolean.class).single());
        return reminder;
    }

    private void awaitNoneWaits(BookingCreated booked) {
        await().until(() -> jdbc.sql("""
                select not exists (select 1 from notification where booking_id = ? and status = 'PENDING')
                """).param(booked.bookingId()).query(Boolean.class).single());
    }

    private List<Inbox.Mail> awaitMails(ContactChanged patient, String subject) {
        await().until(() -> Inbox.of(patient.email()).stream().anyMatch(mail -> mail.subject().startsWith(subject)));
        return Inbox.of(patient.email()).stream().filter(mail -> mail.subject().startsWith(subject)).toList();
    }

    private BookingCreated book(Life life, ContactChanged patient, VisitMode mode) {
        return book(life, patient, doctor, mode);
    }

    private BookingCreated book(Life life, ContactChanged patient, ContactChanged doctor, VisitMode mode) {
        var c = life.created();
        var booked = new BookingCreated(c.bookingId(), c.version(), c.occurredAt(), c.actor(), c.status(),
                c.patientId(), c.patientState(), c.doctorId(), c.slot(), null, null, UUID.randomUUID(), mode,
                c.slot().start(), c.slot().end(), "Follow-up");
        topic.publish(patient, doctor, booked);
        return booked;
    }

    private ContactChanged doctor(long version, @Nullable String link, ContactChanged.@Nullable Place place) {
        return new ContactChanged(doctorId, version, Instant.now(), Role.DOCTOR, "Dana", "Reyes",
                "dana-%s@people.example".formatted(doctorId), ZoneId.of("America/New_York"), true, true, null, "en",
                null, link, place);
    }

    private static ContactChanged patient(String language, boolean confirmed) {
        var person = People.patient("Pat", "Miller", "America/Los_Angeles");
        return new ContactChanged(person.personId(), 1, person.occurredAt(), Role.PATIENT, "Pat", "Miller",
                person.email(), person.timeZone(), true, confirmed, null, language, null, null, null);
    }

    private static ContactChanged.Place place(String name, String street) {
        return new ContactChanged.Place(name, street, "Oakland", UsState.CA, "94601", "+15105550100");
    }

    private static int sequence(Inbox.Mail mail) throws Exception {
        return invite(mail).getEvents().getFirst().getSequence().getValue();
    }

    private static ICalendar invite(Inbox.Mail mail) throws Exception {
        var mixed = (MimeMultipart) Inbox.raw(mail).getContent();
        var alternatives = (MimeMultipart) mixed.getBodyPart(0).getContent();
        return Biweekly.parse(new String(alternatives.getBodyPart(2).getInputStream().readAllBytes(), UTF_8)).first();
    }
}
