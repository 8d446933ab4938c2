package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.event.ContactChanged;
import dev.medislot.testkit.EventPublisher;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails that an earlier release stored, without the columns that were added since. */
@ServiceTest
class OldMailsTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");

    @Autowired
    EventPublisher topic;

    @Autowired
    JdbcClient jdbc;

    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");

    @BeforeEach
    void bothAreKnown() {
        topic.publish(patient, doctor);
        Inbox.awaitWelcome(patient.email());
        Inbox.awaitWelcome(doctor.email());
    }

    @ParameterizedTest
    @CsvSource({ "BOOKING_CREATED, Appointment confirmed", "BOOKING_MOVED, Appointment moved",
            "BOOKING_CANCELLED, Appointment cancelled" })
    void aMailWithoutALetterIsWrittenAndSent(String kind, String subject) {
        store(kind, "DOCTOR", null);

        var mail = Inbox.await(patient.email(), 1).getLast();

        assertThat(mail.subject()).startsWith(subject + ": Tue, Dec 7, 9:00 AM PST");
        assertThat(mail.text()).doesNotContain("null", "/book/");
    }

    @Test
    void aWrittenLetterIsSentAsItIs() {
        store("BOOKING_CANCELLED", "DOCTOR", "As it was written");

        assertThat(Inbox.await(patient.email(), 1).getLast().text().strip()).isEqualTo("As it was written");
    }

    private void store(String kind, String by, @Nullable String text) {
        jdbc.sql("""
                insert into notification (id, kind, recipient_id, recipient_role, booking_id, booking_version,
                    patient_id, doctor_id, starts_at, ends_at, changed_by, previous_starts_at, occurred_at,
                    created_at, due_at, recipient_email, sender, subject, plain_text, html)
                values (:id, :kind, :patient, 'PATIENT', :booking, 2, :patient, :doctor, :start,
                    :start + interval '1h', :by,
                    case when :kind = 'BOOKING_MOVED' then :start - interval '1 day' end,
                    now(), now(), now(), case when :text::text is not null then :email end,
                    case when :text::text is not null then 'Medislot <no-reply@medislot.example>' end,
                    case when :text::text is not null then 'Appointment cancelled' end, :text::text,
                    :text::text)
                """)
                .param("id", UUID.randomUUID())
                .param("kind", kind)
                .param("patient", patient.personId())
                .param("doctor", doctor.personId())
                .param("booking", UUID.randomUUID())
                .param("start", OffsetDateTime.ofInstant(START, ZoneOffset.UTC))
                .param("by", by)
                .param("email", patient.email())
                .param("text", text)
                .update();
    }
}
