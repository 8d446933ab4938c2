package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.testkit.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

@ServiceTest
class WaitlistMailsTest {

    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");

    @Autowired
    private EventPublisher topic;

    @Autowired
    private Callers api;

    @Autowired
    private JdbcClient jdbc;

    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");

    @Test
    void theMailHasTheTimeAndTheLinkThatBooks() {
        var offer = offer(patient, VisitMode.VIDEO, "the-secret");
        topic.publish(patient, doctor);
        Inbox.awaitWelcome(patient.email());
        Inbox.awaitWelcome(doctor.email());

        topic.publish(offer, offer);

        var mail = mailTo(patient, "Appointment available");
        var until = offer.heldUntil().atZone(LOS_ANGELES);
        assertThat(mail.subject()).isEqualTo("Appointment available: Tue, Dec 7, 9:00 AM PST");
        assertThat(mail.text()).contains("We are holding an appointment for you", "Hello Pat,",
                "You are on our waitlist, and Dana Reyes can see you at this time:", "Tuesday, December 7, 2027",
                "9:00 AM – 10:00 AM PST", "Follow-up, 1 hour, by video",
                "/waitlist/%s?token=the-secret".formatted(offer.entryId()), "you stay on the waitlist",
                "%d:%02d".formatted((until.getHour() + 11) % 12 + 1, until.getMinute()));
        assertThat(mail.html()).contains("/waitlist/%s?token=the-secret".formatted(offer.entryId()),
                "See and book this appointment");
        assertThat(Inbox.of(patient.email())).filteredOn(each -> each.subject().startsWith("Appointment available"))
                .hasSize(1);
    }

    @Test
    void nothingOfTheSecretStays() {
        topic.publish(patient, doctor);
        Inbox.awaitWelcome(patient.email());
        Inbox.awaitWelcome(doctor.email());
        topic.publish(offer(patient, VisitMode.PHONE, "the-secret"));

        var shown = await().until(this::shown, it -> it.path("status").asString().equals("SENT"));

        assertThat(shown.path("body").isNull()).isTrue();
        assertThat(shown.path("subject").asString()).startsWith("Appointment available");
        assertThat(jdbc.sql("select notification::text from notification where recipient_id = :id")
                .param("id", patient.personId())
                .query(String.class)
                .list()).isNotEmpty().noneMatch(row -> row.contains("the-secret"));
        var path = "/api/v1/notifications/" + shown.path("id").asString() + "/resend";
        assertThat(api.call("POST", path, api.staff()).problem()).isEqualTo("state-conflict");
    }

    @Test
    void spanishReadersGetSpanish() {
        var reader = new ContactChanged(patient.personId(), 1, patient.occurredAt(), patient.role(), "Luz", "Vega",
                patient.email(), LOS_ANGELES, true, true, null, "es", null);
        var clinician = new ContactChanged(doctor.personId(), 1, doctor.occurredAt(), doctor.role(), "Dana", "Reyes",
                doctor.email(), doctor.timeZone(), true, true, null, "en", null, null,
                new ContactChanged.Place("Bay Street Clinic", "12 Bay Street", "Oakland", UsState.CA, "94601", null));
        topic.publish(reader, clinician);
        await().until(() -> !Inbox.of(patient.email()).isEmpty());

        topic.publish(offer(reader, VisitMode.IN_PERSON, "secreto"));

        var mail = mailTo(patient, "Cita disponible");
        assertThat(mail.text()).contains("Tenemos una cita apartada para usted", "Hola, Luz:",
                "Está en nuestra lista de espera y Dana Reyes puede atenderle a esta hora:",
                "Seguimiento, 1 hora, en persona", "Bay Street Clinic, 12 Bay Street, Oakland, CA 94601",
                "Ver y confirmar esta cita", "seguirá en la lista de espera", "token=secreto");
    }

    @Test
    void aDependentsOfferGoesToTheGuardian() {
        var mia = People.dependent(patient, "Mia");
        topic.publish(patient, doctor, mia);
        Inbox.awaitWelcome(patient.email());
        Inbox.awaitWelcome(doctor.email());

        topic.publish(offer(mia, VisitMode.VIDEO, "secret"));

        assertThat(mailTo(patient, "Appointment available").text()).contains(
                "We are holding an appointment for Mia Miller",
                "Mia Miller is on our waitlist, and Dana Reyes has time for this appointment:");
    }

    @Test
    void anOfferThatHasExpiredIsNotSent() {
        topic.publish(patient, doctor);
        Inbox.awaitWelcome(patient.email());
        Inbox.awaitWelcome(doctor.email());
        var late = offer(patient, VisitMode.VIDEO, "late");

        topic.publish(new WaitlistOffered(late.offerId(), late.entryId(), late.patientId(), late.doctorId(),
                late.slot(), late.mode(), late.token(), Instant.now(), late.occurredAt(), late.visitTypeName()));

        var failed = await().until(this::shown, it -> it.path("status").asString().equals("FAILED"));
        assertThat(failed.path("failure").asString()).isEqualTo("The link has expired");
    }

    @Test
    void aPatientWhoseContactComesLateIsStillMailed() {
        topic.publish(offer(patient, VisitMode.VIDEO, "early"));
        topic.publish(patient, doctor);

        assertThat(mailTo(patient, "Appointment available").text()).contains("token=early");
    }

    private static Inbox.Mail mailTo(ContactChanged reader, String subject) {
        return await().until(() -> Inbox.of(reader.email())
                .stream()
                .filter(mail -> mail.subject().startsWith(subject))
                .findFirst()
                .orElse(null), it -> it != null);
    }

    private JsonNode shown() {
        return api.get("/api/v1/notifications", api.tokenOf(patient))
                .body()
                .path("items")
                .valueStream()
                .filter(mail -> mail.path("kind").asString().equals("WAITLIST_OFFER"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private WaitlistOffered offer(ContactChanged to, VisitMode mode, String token) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var slot = new SlotTime(new SlotId(new DoctorId(doctor.personId()), START), START,
                START.plus(Duration.ofHours(1)));
        return new WaitlistOffered(UUID.randomUUID(), UUID.randomUUID(), to.personId(), doctor.personId(), slot, mode,
                token, now.plus(Duration.ofMinutes(15)), now, "Follow-up");
    }
}
