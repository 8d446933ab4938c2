package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.Role;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.AccountMailRequested.Kind;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.testkit.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
class AccountMailsTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");

    @Test
    void aResetMailHasALinkOfWhichNothingStays() {
        var asked = asked(Kind.RESET_PASSWORD, patient.email(), "b.the-secret");
        topic.publish(patient, asked, asked);

        var mail = Inbox.await(patient.email(), 1).getFirst();
        assertThat(mail.subject()).isEqualTo("Choose a new password");
        assertThat(mail.text()).contains("Hello Pat,", "/account/reset-password#b.the-secret", "30 minutes");
        assertThat(mail.html()).contains("/account/reset-password#b.the-secret");
        var shown = await().until(() -> shown("RESET_PASSWORD"), it -> it.path("status").asString().equals("SENT"));
        assertThat(shown.path("body").isNull()).isTrue();
        assertThat(jdbc.sql("select notification::text from notification where recipient_id = :id")
                .param("id", patient.personId())
                .query(String.class)
                .list()).isNotEmpty().noneMatch(row -> row.contains("the-secret"));
        var path = "/api/v1/notifications/" + shown.path("id").asString() + "/resend";
        assertThat(api.call("POST", path, api.staff()).problem()).isEqualTo("state-conflict");
    }

    @Test
    void eachRequestIsItsOwnMail() {
        topic.publish(patient, asked(Kind.RESET_PASSWORD, patient.email(), "b.one"),
                asked(Kind.RESET_PASSWORD, patient.email(), "b.two"));

        assertThat(Inbox.await(patient.email(), 2)).extracting(Inbox.Mail::text)
                .anyMatch(text -> text.contains("#b.one"))
                .anyMatch(text -> text.contains("#b.two"));
    }

    @Test
    void anExpiredLinkIsNotSent() {
        topic.publish(patient, new AccountMailRequested(UUID.randomUUID(), patient.personId(), Role.PATIENT,
                Kind.RESET_PASSWORD, patient.email(), "Pat", "b.late", Instant.now(), Instant.now(), null));

        var failed = await().until(() -> shown("RESET_PASSWORD"), it -> it.path("status").asString().equals("FAILED"));
        assertThat(failed.path("failure").asString()).isEqualTo("The link has expired");
        assertThat(Inbox.of(patient.email())).isEmpty();
    }

    @Test
    void newsOfAChangeGoesToTheAddressOfTheEvent() {
        var former = "former-" + patient.email();
        topic.publish(patient, asked(Kind.EMAIL_CHANGED, former, null),
                asked(Kind.PASSWORD_CHANGED, patient.email(), null));

        assertThat(Inbox.await(former, 1).getFirst().subject()).isEqualTo("Your email address was changed");
        assertThat(Inbox.await(patient.email(), 1).getFirst().text()).contains("Your password was changed",
                "Hello Pat");
    }

    @Test
    void staffHasNoContactAndGetsMailsToo() {
        var email = "desk-" + UUID.randomUUID() + "@people.example";
        topic.publish(new AccountMailRequested(UUID.randomUUID(), UUID.randomUUID(), Role.STAFF, Kind.RESET_PASSWORD,
                email, null, "a.desk", Instant.now().plusSeconds(60), Instant.now(), null));

        assertThat(Inbox.await(email, 1).getFirst().text()).contains("Hello,", "#a.desk");
    }

    @Test
    void theFirstMailNeedsNoContactForItsLanguage() {
        topic.publish(inSpanish(asked(Kind.CONFIRM_EMAIL, patient.email(), "b.primero")));

        var mail = Inbox.await(patient.email(), 1).getFirst();
        assertThat(mail.subject()).isEqualTo("Confirme su correo electrónico");
        assertThat(mail.text()).contains("Confirmar esta dirección", "#b.primero");
    }

    @Test
    void theLanguageOfTheRequestIsNewerThanTheContact() {
        topic.publish(patient, inSpanish(asked(Kind.RESET_PASSWORD, patient.email(), "b.segundo")));

        assertThat(Inbox.await(patient.email(), 1).getFirst().subject()).isEqualTo("Elija una contraseña nueva");
    }

    private static AccountMailRequested inSpanish(AccountMailRequested asked) {
        return new AccountMailRequested(asked.mailId(), asked.personId(), asked.role(), asked.kind(), asked.email(),
                asked.firstName(), asked.token(), asked.expiresAt(), asked.occurredAt(), "es");
    }

    @Test
    void anUnconfirmedAddressGetsFiveMailsADay() {
        var unconfirmed = People.confirmed(patient, false);
        topic.publish(unconfirmed, doctor, asked(Kind.CONFIRM_EMAIL, patient.email(), "b.confirm"));
        IntStream.range(0, 3).forEach(i -> {
            var life = Life.of(patient, doctor, START.plus(Duration.ofHours(i)));
            topic.publish(life.created(), life.cancelled());
        });

        await().until(() -> statuses(patient), it -> it.size() == 7 && !it.contains("PENDING"));
        assertThat(statuses(patient)).filteredOn("SENT"::equals).hasSize(5);
        assertThat(Inbox.of(patient.email())).hasSize(5).allSatisfy(mail -> assertThat(mail.text()).contains("Hello,"));
        await().untilAsserted(() -> assertThat(statuses(doctor)).hasSizeGreaterThan(5).containsOnly("SENT"));
    }

    @Test
    void mailsToOneAddressHoldNoOthersUp() {
        topic.publish(People.confirmed(patient, false), doctor);
        transactions.executeWithoutResult(_ -> {
            countMailsTo(patient.email());
            IntStream.range(0, 8).forEach(i -> topic.publish(visit(i)));

            await().untilAsserted(() -> assertThat(statuses(doctor)).hasSizeGreaterThan(8).containsOnly("SENT"));
            assertThat(statuses(patient)).hasSize(8).containsOnly("PENDING");
            assertThat(sendersThatWait()).isZero();
        });

        await().until(() -> statuses(patient), it -> !it.contains("PENDING"));
        assertThat(statuses(patient)).filteredOn("SENT"::equals).hasSize(5);
    }

    @Test
    void theWelcomeWaitsForAConfirmedAddress() {
        var unconfirmed = People.confirmed(patient, false);
        topic.publish(unconfirmed, asked(Kind.CONFIRM_EMAIL, patient.email(), "b.confirm"));
        Inbox.await(patient.email(), 1);
        assertThat(kinds()).containsExactly("CONFIRM_EMAIL");

        topic.publish(People.confirmed(unconfirmed, true));

        assertThat(Inbox.awaitWelcome(patient.email()).text()).contains("Hello Pat,");
        topic.publish(People.withEmail(People.confirmed(unconfirmed, true), "x" + patient.email()));
        assertThat(kinds()).containsExactlyInAnyOrder("CONFIRM_EMAIL", "WELCOME");
    }

    private BookingCreated visit(int hours) {
        return Life.of(patient, doctor, START.plus(Duration.ofHours(hours))).created();
    }

    /** As a sender does that has a mail to this address, until its transaction ends. */
    private void countMailsTo(String address) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:address, 0))")
                .param("address", address)
                .query((_, _) -> address)
                .single();
    }

    private int sendersThatWait() {
        return jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                .query(Integer.class)
                .single();
    }

    private List<String> kinds() {
        return api.get("/api/v1/notifications", api.tokenOf(patient))
                .body()
                .path("items")
                .valueStream()
                .map(mail -> mail.path("kind").asString())
                .toList();
    }

    private JsonNode shown(String kind) {
        return api.get("/api/v1/notifications", api.tokenOf(patient))
                .body()
                .path("items")
                .valueStream()
                .filter(mail -> mail.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private List<String> statuses(ContactChanged person) {
        return jdbc.sql("select status from notification where recipient_id = :id")
                .param("id", person.personId())
                .query(String.class)
                .list();
    }

    private AccountMailRequested asked(Kind kind, String email, @Nullable String token) {
        var now = Instant.now();
        return new AccountMailRequested(UUID.randomUUID(), patient.personId(), Role.PATIENT, kind, email, "Pat", token,
                token == null ? null : now.plus(Duration.ofMinutes(30)), now, null);
    }
}
