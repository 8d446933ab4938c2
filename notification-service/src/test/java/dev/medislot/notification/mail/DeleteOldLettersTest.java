package dev.medislot.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medislot.common.Role;
import dev.medislot.notification.ServiceTest;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class DeleteOldLettersTest {

    private static final Instant OLD = Instant.now().minus(Duration.ofDays(91)).truncatedTo(ChronoUnit.MICROS);
    private static final String FAILURE = "550 <ann@people.example>: no such user";
    private static final Instant YOUNGER = OLD.plus(Duration.ofDays(2));

    @Autowired
    DeleteOldLetters deleteOldLetters;

    @Autowired
    Mails mails;

    @Autowired
    JdbcClient jdbc;

    private final UUID person = UUID.randomUUID();

    @ParameterizedTest
    @EnumSource(value = MailStatus.class, names = { "SENT", "FAILED" })
    void anOldMailLosesItsLetterAndStays(MailStatus status) {
        var mail = stored(OLD, status);

        deleteOldLetters.run();

        var left = mails.find(mail).orElseThrow();
        assertThat(left.letter()).isNull();
        assertThat(left.failure()).isNull();
        assertThat(left.status()).isEqualTo(status);
        assertThat(jdbc.sql("select notification::text from notification where id = :id")
                .param("id", mail)
                .query(String.class)
                .single()).doesNotContain("ann@people.example", "Your appointment", "words", "invite");
        assertThat(mails.store(mail(UUID.randomUUID(), person, OLD), null, OLD)).as("stored again").isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = MailStatus.class, names = { "SENT", "FAILED" })
    void anErasureLeavesNoAddressOfMails(MailStatus status) {
        var about = stored(UUID.randomUUID(), YOUNGER, status);
        jdbc.sql("""
                update notification
                set booking_id = :other, booking_version = 1, patient_id = :person, doctor_id = recipient_id,
                    starts_at = created_at, ends_at = created_at
                where id = :id
                """).param("other", UUID.randomUUID()).param("person", person).param("id", about).update();
        var to = stored(YOUNGER, status);

        mails.erase(person);

        assertThat(mails.find(about).orElseThrow().letter()).isNull();
        assertThat(mails.find(about).orElseThrow().failure()).isNull();
        assertThat(mails.find(to).orElseThrow().failure())
                .isEqualTo(status == MailStatus.FAILED ? "The recipient was erased" : null);
    }

    @Test
    void otherMailsKeepTheirLetters() {
        var younger = stored(YOUNGER, MailStatus.SENT);
        var failed = stored(UUID.randomUUID(), YOUNGER, MailStatus.FAILED);
        var sentAgain = stored(UUID.randomUUID(), OLD, MailStatus.SENT);
        jdbc.sql("update notification set resent_at = :at where id = :id")
                .param("at", YOUNGER)
                .param("id", sentAgain)
                .update();

        deleteOldLetters.run();

        assertThat(mails.find(younger).orElseThrow().letter()).isNotNull();
        assertThat(mails.find(failed).orElseThrow().failure()).isEqualTo(FAILURE);
        assertThat(mails.find(sentAgain).orElseThrow().letter()).isNotNull();
    }

    @Test
    void lettersAreKeptForADayAtLeast() {
        assertThatThrownBy(() -> new MailProperties(Duration.ofDays(7), Duration.ofHours(23)))
                .hasMessageContaining("medislot.notifications.kept");
    }

    private UUID stored(Instant at, MailStatus status) {
        return stored(person, at, status);
    }

    private UUID stored(UUID recipient, Instant at, MailStatus status) {
        var id = UUID.randomUUID();
        assertThat(mails.store(mail(id, recipient, at), null, at)).isTrue();
        mails.write(id,
                new Letter("ann@people.example", "Clinic", "Your appointment", "words", "<p>words</p>", "invite"));
        jdbc.sql("update notification set status = :status, sent_at = :at, failure = :failure where id = :id")
                .param("status", status)
                .param("failure", status == MailStatus.FAILED ? FAILURE : null)
                .param("at", status == MailStatus.SENT ? at : null)
                .param("id", id)
                .update();
        return id;
    }

    private static Mail mail(UUID id, UUID recipient, Instant at) {
        return new Mail(id, Kind.WELCOME, Duration.ZERO, recipient, Role.PATIENT, null, MailStatus.PENDING, 0, 0, at,
                at, null, null, null, null, null);
    }
}
