package dev.medislot.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.event.ContactChanged;
import dev.medislot.notification.Callers;
import dev.medislot.notification.Inbox;
import dev.medislot.notification.Life;
import dev.medislot.notification.People;
import dev.medislot.notification.ServiceTest;
import dev.medislot.service.outbox.BacklogHealth;
import dev.medislot.testkit.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A newer release ran beside this one, or was rolled back, and stored a mail of a kind that this one does not know. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class UnknownMailsTest {

    private final UUID unknown = UUID.randomUUID();
    private final String kind = "FOLLOW_UP_" + unknown;

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers callers;

    @Autowired
    UnknownMails unknownMails;

    @Autowired
    BacklogHealth deliveries;

    @Autowired
    MeterRegistry meters;

    @Autowired
    JdbcClient jdbc;

    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");
    private final Life life = Life.of(patient, doctor, Instant.parse("2028-12-05T17:00:00Z"));

    @BeforeEach
    void aMailOfAnUnknownKindWaits() {
        topic.publish(patient, doctor, life.created());
        Inbox.await(patient.email(), 1);
        jdbc.sql("""
                insert into notification (id, kind, recipient_id, recipient_role, booking_id, booking_version,
                    patient_id, doctor_id, starts_at, ends_at, occurred_at, created_at, due_at)
                select :id, :kind, patient_id, 'PATIENT', id, version, patient_id, doctor_id, starts_at, ends_at,
                       now(), now() - interval '1 day', now() - interval '1 day'
                from booking where id = :booking
                """).param("id", unknown).param("kind", kind).param("booking", life.id()).update();
    }

    @AfterEach
    void theMailIsGone() {
        jdbc.sql("delete from notification where id = ?").param(unknown).update();
    }

    @Test
    void aMailOfAnUnknownKindStopsNoOther(CapturedOutput log) {
        topic.publish(life.cancelled());

        assertThat(Inbox.await(patient.email(), 2).getLast().subject()).startsWith("Appointment cancelled");
        assertThat(log.getOut()).doesNotContain("A sender pauses after an unexpected failure");
        assertThat(jdbc.sql("select status from notification where id = ?").param(unknown).query(String.class).single())
                .isEqualTo("PENDING");
        var staff = callers.staff();
        assertThat(callers.get("/api/v1/notifications?bookingId=" + life.id(), staff).isOk().list("/items")).hasSize(4);
        callers.get("/api/v1/notifications/" + unknown, staff).isProblem(404, "not-found");
    }

    @Test
    void aMailOfAnUnknownKindDoesNotDegradeTheHealth() {
        var health = Objects.requireNonNull(deliveries.health());

        assertThat(health.getStatus()).as("%s", health).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("ofUnknownKinds", Map.of(kind, 1L));
    }

    @Test
    void aMailOfAnUnknownKindIsCountedAndLogged(CapturedOutput log) {
        unknownMails.count();
        unknownMails.count();

        assertThat(meters.get("medislot.mails.unknown").gauge().value()).isEqualTo(1);
        assertThat(log.getOut().lines().filter(line -> line.contains("Mails of kind %s wait".formatted(kind))))
                .hasSize(1);
    }
}
