package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventPublisher;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails about a changed booking name the change. */
@ServiceTest
class ChangeMailsTest {

    private static final Instant FRIDAY_19_UTC = Instant.parse("2028-03-03T19:00:00Z");
    private static final Instant MONDAY_16_UTC = Instant.parse("2028-03-06T16:00:00Z");

    @Autowired
    EventPublisher topic;

    @Autowired
    JdbcClient jdbc;

    private final ContactChanged patient = People.patient("Ana", "Quispe", "America/Denver");
    private final ContactChanged doctor = People.doctor("Ravi", "Menon", "America/Chicago");
    private final ContactChanged other = People.doctor("Ingrid", "Solberg", "Pacific/Honolulu");
    private final Life life = Life.of(patient, doctor, FRIDAY_19_UTC);

    @BeforeEach
    void bookingIsMade() {
        topic.publish(patient, doctor, other, life.created());
        Inbox.await(patient.email(), 1);
        Inbox.await(doctor.email(), 1);
    }

    @Test
    void anotherDoctorAtTheSameTimeIsNamed() throws Exception {
        topic.publish(life.movedTo(other, FRIDAY_19_UTC));

        var mail = Inbox.await(patient.email(), 2).getLast();

        assertThat(mail.subject()).isEqualTo("Appointment with another doctor: Fri, Mar 3, 12:00 PM MST");
        for (var body : bodies(mail)) {
            assertThat(body)
                    .contains("Your appointment is with another doctor",
                            "Your appointment is now with Ingrid Solberg. It starts at the same time:",
                            "Doctor: Ingrid Solberg (before: Ravi Menon)")
                    .doesNotContain("moved", "before: Friday", "Length");
        }
        assertThat(invite(mail).getSummary().getValue()).isEqualTo("Appointment with Ingrid Solberg");
        assertThat(invite(mail).getDescription().getValue())
                .startsWith("Doctor: Ingrid Solberg (before: Ravi Menon)\nSee, move or cancel: http");
    }

    @Test
    void eachDoctorReadsOfTheOther() {
        topic.publish(life.movedTo(other, FRIDAY_19_UTC));

        var taken = Inbox.await(doctor.email(), 2).getLast();
        var gained = Inbox.await(other.email(), 1).getLast();

        for (var body : List.of(taken.text(), taken.html())) {
            assertThat(body).contains("This appointment is no longer yours",
                    "Your appointment with Ana Quispe is no longer yours. It is now with Ingrid Solberg.");
        }
        assertThat(gained.subject()).isEqualTo("New appointment: Fri, Mar 3, 9:00 AM HST");
        for (var body : List.of(gained.text(), gained.html())) {
            assertThat(body).contains("You have an appointment with Ana Quispe. It was with Ravi Menon before.");
        }
    }

    @Test
    void newTimeIsNamedWithTheFormerOne() throws Exception {
        topic.publish(life.movedTo(MONDAY_16_UTC));

        var mail = Inbox.await(patient.email(), 2).getLast();

        assertThat(mail.subject()).isEqualTo("Appointment moved: Mon, Mar 6, 9:00 AM MST");
        for (var body : bodies(mail)) {
            assertThat(body).contains("Your appointment with Ravi Menon is now at:",
                    "before: Friday, March 3, 2028, 12:00 PM MST").doesNotContain("Doctor:", "Length:");
        }
        assertThat(invite(mail).getDescription().getValue())
                .startsWith("Moved (before: Friday, March 3, 2028, 12:00 PM MST)\nSee, move or cancel: http");
        assertThat(Inbox.await(doctor.email(), 2).getLast().text())
                .contains("before: Friday, March 3, 2028, 1:00 PM CST");
    }

    @Test
    void newLengthAloneIsNamedToBoth() throws Exception {
        topic.publish(life.resized(Duration.ofMinutes(25)));

        for (var person : List.of(patient, doctor)) {
            var mail = Inbox.await(person.email(), 2).getLast();
            assertThat(mail.subject()).startsWith("Appointment now shorter: Fri, Mar 3, ");
            for (var body : bodies(mail)) {
                assertThat(body)
                        .contains("Your appointment is now shorter", "now takes 25 minutes:",
                                "Length: 25 minutes (before: 1 hour)")
                        .doesNotContain("moved", "Doctor:", "before: Friday");
            }
            assertThat(invite(mail).getDateEnd().getValue().toInstant()).isEqualTo("2028-03-03T19:25:00Z");
            assertThat(invite(mail).getDescription().getValue())
                    .startsWith("Length: 25 minutes (before: 1 hour)\nSee, move or cancel: http");
        }
    }

    @Test
    void severalChangesAreAllNamed() throws Exception {
        topic.publish(life.movedTo(other, MONDAY_16_UTC, Duration.ofMinutes(95)));

        var mail = Inbox.await(patient.email(), 2).getLast();

        assertThat(mail.subject())
                .isEqualTo("Appointment moved, with another doctor, now longer: Mon, Mar 6, 9:00 AM MST");
        for (var body : bodies(mail)) {
            assertThat(body).contains("Your appointment has changed", "Your appointment with Ingrid Solberg is now at:",
                    "before: Friday, March 3, 2028, 12:00 PM MST", "Doctor: Ingrid Solberg (before: Ravi Menon)",
                    "Length: 1 hour 35 minutes (before: 1 hour)");
        }
        assertThat(invite(mail).getDescription().getValue().lines()).hasSize(4);
    }

    @Test
    void anotherModeAtTheSameTimeIsNamedToBoth() throws Exception {
        topic.publish(life.ofType(UUID.randomUUID(), VisitMode.PHONE));

        for (var person : List.of(patient, doctor)) {
            var mail = Inbox.await(person.email(), 2).getLast();
            assertThat(mail.subject()).startsWith("Appointment now by phone: Fri, Mar 3, ");
            for (var body : bodies(mail)) {
                assertThat(body).contains("Your appointment is now by phone", "Visit: by phone (before: by video)");
            }
            assertThat(invite(mail).getSequence().getValue()).isPositive();
            assertThat(invite(mail).getDescription().getValue()).startsWith("Visit: by phone (before: by video)\n");
        }
    }

    @Test
    void anotherTypeOfTheSameModeIsMailed() {
        topic.publish(life.ofType(UUID.randomUUID(), VisitMode.VIDEO));

        assertThat(Inbox.await(patient.email(), 2).getLast().subject()).startsWith("Appointment changed: Fri, Mar 3, ");
    }

    @Test
    void moveThatChangesNothingIsNotMailed() {
        topic.publish(life.movedTo(FRIDAY_19_UTC), life.cancelled());

        for (var person : List.of(patient, doctor)) {
            assertThat(Inbox.await(person.email(), 2).getLast().subject()).startsWith("Appointment cancelled");
        }
    }

    @Test
    void correctedOutcomeIsNotMailed() {
        topic.publish(life.completed(), life.closed(BookingStatus.NO_SHOW), life.completed());
        topic.publish(Life.of(patient, doctor, MONDAY_16_UTC).created());
        var marker = Life.of(patient, doctor, MONDAY_16_UTC.plusSeconds(7200));
        topic.publish(life.closed(BookingStatus.NO_SHOW), marker.created());

        assertThat(Inbox.await(patient.email(), 3)).extracting(Inbox.Mail::subject)
                .allMatch(subject -> subject.startsWith("Appointment confirmed"));
    }

    @Test
    void erasedFormerDoctorLeavesTheLettersToo() {
        topic.publish(life.movedTo(other, FRIDAY_19_UTC));
        Inbox.await(patient.email(), 2);

        topic.publish(Topics.CONTACTS, doctor.key(), "ContactChanged", 2, null);

        await().untilAsserted(() -> assertThat(jdbc.sql("""
                select count(*) from notification where booking_id = :booking and plain_text like '%Menon%'
                """).param("booking", life.id()).query(Integer.class).single()).isZero());
    }

    private static VEvent invite(Inbox.Mail mail) throws Exception {
        var alternatives = (MimeMultipart) ((MimeMultipart) Inbox.raw(mail).getContent()).getBodyPart(0).getContent();
        return Biweekly.parse(alternatives.getBodyPart(2).getInputStream()).first().getEvents().getFirst();
    }

    /** The text, and the HTML without its tags. */
    private static List<String> bodies(Inbox.Mail mail) {
        return List.of(mail.text(), mail.html().replaceAll("<[^>]+>", ""));
    }
}
