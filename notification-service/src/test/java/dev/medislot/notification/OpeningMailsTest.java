package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.testkit.EventPublisher;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Mails about cancellations propose the next openings. */
@ServiceTest
class OpeningMailsTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");

    @Autowired
    EventPublisher topic;

    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");
    private final Life life = Life.of(patient, doctor, START);

    @ParameterizedTest
    @EnumSource(value = Role.class, names = { "DOCTOR", "STAFF" })
    void aPatientWhoseVisitIsCancelledReadsOfThem(Role by) {
        OpeningsStub.offer(doctor.personId(), "next-slot", START.plusSeconds(86_400));
        topic.publish(patient, doctor, life.created(), life.cancelledBy(by));

        var mail = Inbox.await(patient.email(), 2).getLast();

        assertThat(mail.text()).contains("Wed, Dec 8, 9:00 AM PST: http://127.0.0.1:8080/book/next-slot?state=CA");
        assertThat(mail.html()).contains("href=\"http://127.0.0.1:8080/book/next-slot?state=CA\"");
        assertThat(Inbox.await(doctor.email(), 2).getLast().text()).doesNotContain("/book/");
    }

    @Test
    void aPatientWhoCancelsReadsOfNone() {
        OpeningsStub.offer(doctor.personId(), "next-slot", START.plusSeconds(86_400));
        topic.publish(patient, doctor, life.created(), life.cancelled());

        assertThat(Inbox.await(patient.email(), 2).getLast().text()).contains("You have cancelled")
                .doesNotContain("/book/");
    }

    @Test
    void aStalledServiceHoldsNoMailBack() {
        OpeningsStub.stall(doctor.personId());
        topic.publish(patient, doctor, life.created(), life.cancelledBy(Role.STAFF));

        var mail = Inbox.await(patient.email(), 2).getLast();

        assertThat(mail.text()).contains("has cancelled your appointment").doesNotContain("/book/");
    }
}
