package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.testkit.EventPublisher;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class BookingMailsTest {

    private static final Instant TUESDAY_17_UTC = Instant.parse("2027-12-07T17:00:00Z");
    private static final Instant WEDNESDAY_18_UTC = Instant.parse("2027-12-08T18:00:00Z");

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    @Autowired
    Contacts contacts;

    @Test
    void bookingIsToldToBothInTheirOwnZones() {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        topic.publish(patient, doctor, Life.of(patient, doctor, TUESDAY_17_UTC).created());

        var toPatient = Inbox.await(patient.email(), 1).getLast();
        var toDoctor = Inbox.await(doctor.email(), 1).getLast();

        assertThat(toPatient.subject()).isEqualTo("Appointment confirmed: Tue, Dec 7, 9:00 AM PST");
        assertThat(toDoctor.subject()).isEqualTo("New appointment: Tue, Dec 7, 12:00 PM EST");
        for (var body : new String[] { toPatient.text(), toPatient.html() }) {
            assertThat(body).contains("Dana Reyes", "Tuesday, December 7, 2027", "9:00 AM – 10:00 AM PST",
                    "12:00 PM – 1:00 PM EST", "Eastern Standard Time").doesNotContain(doctor.email());
        }
        for (var body : new String[] { toDoctor.text(), toDoctor.html() }) {
            assertThat(body).contains("Pat Miller", "12:00 PM – 1:00 PM EST", "9:00 AM – 10:00 AM PST")
                    .doesNotContain(patient.email());
        }
    }

    @Test
    void invitesOfOneLifeAreOfOneEntry() throws Exception {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        var life = Life.of(patient, doctor, TUESDAY_17_UTC);
        topic.publish(patient, doctor, life.created(), life.movedTo(WEDNESDAY_18_UTC), life.cancelled());

        for (var recipient : List.of(patient, doctor)) {
            var seen = new ArrayList<String>();
            for (var mail : Inbox.await(recipient.email(), 3)) {
                var mixed = (MimeMultipart) Inbox.raw(mail).getContent();
                var alternatives = (MimeMultipart) mixed.getBodyPart(0).getContent();
                assertThat(alternatives.getContentType()).startsWith("multipart/alternative");
                var types = new ArrayList<String>();
                for (int i = 0; i < alternatives.getCount(); i++) {
                    types.add(new ContentType(alternatives.getBodyPart(i).getContentType()).getBaseType());
                }
                assertThat(types).containsExactly("text/plain", "text/html", "text/calendar");
                var invite = alternatives.getBodyPart(2);
                var calendar = Biweekly.parse(invite.getInputStream()).first();
                var event = calendar.getEvents().getFirst();
                assertThat(new ContentType(invite.getContentType()).getParameter("method"))
                        .isEqualTo(calendar.getMethod().getValue());
                assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("invite.ics");
                assertThat(event.getUid().getValue()).startsWith(life.id().toString());
                assertThat(event.getAttendees().getFirst().getEmail()).isEqualTo(recipient.email());
                seen.add("%s %d %s".formatted(calendar.getMethod().getValue(), event.getSequence().getValue(),
                        event.getDateStart().getValue().toInstant()));
            }
            assertThat(seen).containsExactly("REQUEST 0 2027-12-07T17:00:00Z", "REQUEST 1 2027-12-08T18:00:00Z",
                    "CANCEL 2 2027-12-08T18:00:00Z");
        }
    }

    @Test
    void sameClockIsNamedOnce() {
        var patient = People.patient("Pat", "Miller", "America/Detroit");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        topic.publish(patient, doctor, Life.of(patient, doctor, TUESDAY_17_UTC).created());

        assertThat(Inbox.await(patient.email(), 1).getLast().text()).containsOnlyOnce("12:00 PM");
    }

    @Test
    void moveAndCancellationAreToldInOrder() {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        var life = Life.of(patient, doctor, TUESDAY_17_UTC);
        topic.publish(patient, doctor, life.created(), life.movedTo(WEDNESDAY_18_UTC), life.cancelled());

        assertThat(Inbox.await(patient.email(), 3)).extracting(Inbox.Mail::subject)
                .containsExactly("Appointment confirmed: Tue, Dec 7, 9:00 AM PST",
                        "Appointment moved: Wed, Dec 8, 10:00 AM PST",
                        "Appointment cancelled: Wed, Dec 8, 10:00 AM PST");
        assertThat(Inbox.await(doctor.email(), 3)).extracting(Inbox.Mail::subject)
                .containsExactly("New appointment: Tue, Dec 7, 12:00 PM EST",
                        "Appointment moved: Wed, Dec 8, 1:00 PM EST", "Appointment cancelled: Wed, Dec 8, 1:00 PM EST");
    }

    @Test
    void doctorWhoLosesTheBookingIsToldItIsCancelled() {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        var other = People.doctor("Omar", "Haddad", "America/Chicago");
        var life = Life.of(patient, doctor, TUESDAY_17_UTC);
        topic.publish(patient, doctor, other, life.created(), life.movedTo(other, WEDNESDAY_18_UTC));

        assertThat(Inbox.await(doctor.email(), 2).getLast().subject())
                .isEqualTo("Appointment cancelled: Tue, Dec 7, 12:00 PM EST");
        assertThat(Inbox.await(other.email(), 1).getLast().subject())
                .isEqualTo("New appointment: Wed, Dec 8, 12:00 PM CST");
        assertThat(Inbox.await(patient.email(), 2).getLast().text()).contains("Omar Haddad",
                "Tuesday, December 7, 2027, 9:00 AM PST");
    }

    @Test
    void changedStateIsNotTold() {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        var life = Life.of(patient, doctor, TUESDAY_17_UTC);
        topic.publish(patient, doctor, life.created(), life.relocated(), life.cancelled());

        for (var person : List.of(patient, doctor)) {
            assertThat(Inbox.await(person.email(), 2)).extracting(Inbox.Mail::subject)
                    .noneMatch(subject -> subject.contains("moved"));
        }
    }

    @Test
    void closedBookingIsNotTold() {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        var life = Life.of(patient, doctor, TUESDAY_17_UTC);
        topic.publish(patient, doctor, life.created(), life.completed());
        // behind it on the same partition
        var marker = Life.of(patient, doctor, WEDNESDAY_18_UTC).created();
        topic.publish(marker);

        assertThat(Inbox.await(patient.email(), 2)).extracting(Inbox.Mail::subject)
                .noneMatch(subject -> subject.contains("moved"));
    }

    @Test
    void unknownContactOnlyDelays() {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        var known = Life.of(patient, doctor, TUESDAY_17_UTC);
        topic.publish(known.created());
        topic.publish(patient);
        Inbox.awaitWelcome(patient.email());
        assertThat(Inbox.of(patient.email())).isEmpty();

        topic.publish(doctor);

        assertThat(Inbox.await(patient.email(), 1).getLast().text()).contains("Dana Reyes");
        Inbox.await(doctor.email(), 1);
    }

    @Test
    void repeatedEventsAreToldOnce() {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        var life = Life.of(patient, doctor, TUESDAY_17_UTC);
        var created = life.created();
        topic.publish(patient, doctor, created, created, patient, doctor, created);
        topic.publish(life.cancelled());

        assertThat(Inbox.await(patient.email(), 2)).extracting(Inbox.Mail::messageId).doesNotHaveDuplicates();
    }

    @Test
    void smtpAwayOnlyDelays() {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        Infrastructure.shared().stopSmtp();
        try {
            topic.publish(patient, doctor, Life.of(patient, doctor, TUESDAY_17_UTC).created());
            await().until(() -> api.get("/api/v1/notifications", api.tokenOf(patient))
                    .body()
                    .path("items")
                    .valueStream()
                    .anyMatch(mail -> mail.path("status").asString().equals("PENDING")
                            && mail.path("attempts").asInt() > 0));
        } finally {
            Infrastructure.shared().startSmtp();
        }

        Inbox.await(patient.email(), 1);
        Inbox.await(doctor.email(), 1);
    }

    @Test
    void erasedPersonGetsNothingMore() {
        var patient = People.patient("Pat", "Miller", "America/Los_Angeles");
        var doctor = People.doctor("Dana", "Reyes", "America/New_York");
        var life = Life.of(patient, doctor, TUESDAY_17_UTC);
        topic.publish(patient, doctor, life.created());
        Inbox.await(patient.email(), 1);

        topic.publish(Topics.CONTACTS, patient.key(), "ContactChanged", 2, null);
        await().until(() -> contacts.isErased(patient.personId()));
        topic.publish(patient, life.cancelled());

        assertThat(Inbox.await(doctor.email(), 2).getLast().subject()).contains("cancelled");
        assertThat(Inbox.of(patient.email())).hasSize(1);
    }
}
