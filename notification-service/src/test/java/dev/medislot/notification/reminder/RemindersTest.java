package dev.medislot.notification.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.event.ContactChanged;
import dev.medislot.infra.Infrastructure;
import dev.medislot.notification.Callers;
import dev.medislot.notification.Inbox;
import dev.medislot.notification.Life;
import dev.medislot.notification.People;
import dev.medislot.notification.ServiceTest;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.testkit.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

@ServiceTest
class RemindersTest {

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    @Autowired
    Contacts contacts;

    @Autowired
    RemindOfVisits remindOfVisits;

    @Autowired
    KafkaListenerEndpointRegistry listeners;

    @Autowired
    JdbcClient jdbc;

    private final ContactChanged patient = People.patient("Pat", "Miller", "America/Los_Angeles");
    private final ContactChanged doctor = People.doctor("Dana", "Reyes", "America/New_York");

    @Test
    void bothAreRemindedOnceOfAVisitThatIsNear() {
        topic.publish(patient, doctor, bookedTwoDaysAgo(in(Duration.ofHours(20))).created());

        assertThat(subjects(Inbox.await(patient.email(), 2)))
                .anyMatch(subject -> subject.matches("(Today|Tomorrow) at .*: your appointment"));
        assertThat(subjects(Inbox.await(doctor.email(), 2)))
                .anyMatch(subject -> subject.matches("(Today|Tomorrow) at .*: your appointment"));
        assertThat(kinds()).containsExactlyInAnyOrder("BOOKING_CREATED", "REMINDER_24H", "WELCOME");
    }

    @Test
    void severalInstancesRemindOfEachVisitOnce() throws Exception {
        var visits = IntStream.range(0, 8).mapToObj(i -> bookedTwoDaysAgo(in(Duration.ofHours(2 + i)))).toList();
        visits.forEach(visit -> topic.publish(patient, doctor, visit.created()));

        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            await().until(() -> {
                for (var each : instances
                        .invokeAll(Collections.nCopies(4, () -> remindOfVisits.remind(Instant.now())))) {
                    each.get();
                }
                return kinds().stream().filter("REMINDER_24H"::equals).count() >= visits.size();
            });
        }
        assertThat(kinds().stream().filter("REMINDER_24H"::equals)).hasSize(visits.size());
        Inbox.await(patient.email(), 2 * visits.size());
    }

    @Test
    void ofMissedRemindersOnlyTheNearestIsSent() {
        topic.publish(patient, doctor, bookedTwoDaysAgo(in(Duration.ofMinutes(40))).created());

        Inbox.await(patient.email(), 2);
        assertThat(kinds()).containsExactlyInAnyOrder("BOOKING_CREATED", "REMINDER_1H", "WELCOME");
    }

    @Test
    void whoJustBookedIsNotReminded() {
        topic.publish(patient, doctor, Life.of(patient, doctor, in(Duration.ofHours(20))).created());
        var later = People.patient("Lou", "Marker", "America/Denver");
        topic.publish(later, Life.of(later, doctor, in(Duration.ofHours(20))).at(twoDaysAgo()).created());

        Inbox.await(later.email(), 2);
        assertThat(kinds()).containsExactlyInAnyOrder("BOOKING_CREATED", "WELCOME");
    }

    @Test
    void cancelledVisitIsNotRemindedOf() {
        var life = bookedTwoDaysAgo(in(Duration.ofHours(20)));
        topic.publish(patient, doctor, life.created(), life.cancelled());
        var later = People.patient("Lou", "Marker", "America/Denver");
        topic.publish(later, Life.of(later, doctor, in(Duration.ofHours(20))).at(twoDaysAgo()).created());

        Inbox.await(later.email(), 2);
        Inbox.await(patient.email(), 2);
        assertThat(kinds()).doesNotContain("REMINDER_24H");
    }

    @Test
    void reminderThatWaitedForSmtpIsLookedAtAgain() {
        var life = bookedTwoDaysAgo(in(Duration.ofHours(20)));
        topic.publish(patient, doctor);
        Inbox.awaitWelcome(patient.email());
        Infrastructure.shared().stopSmtp();
        try {
            topic.publish(life.created());
            await().until(() -> kinds().contains("REMINDER_24H"));
            topic.publish(life.movedTo(in(Duration.ofDays(9))));
            await().until(() -> kinds().contains("BOOKING_MOVED"));
        } finally {
            Infrastructure.shared().startSmtp();
        }

        assertThat(subjects(Inbox.await(patient.email(), 2)))
                .noneMatch(subject -> subject.endsWith("your appointment"));
        await().until(() -> !kinds().contains("REMINDER_24H"));
    }

    @Test
    void aWaitingReminderOutlastsAnotherState() {
        var life = bookedTwoDaysAgo(in(Duration.ofHours(20)));
        topic.publish(patient, doctor);
        Inbox.awaitWelcome(patient.email());
        Infrastructure.shared().stopSmtp();
        try {
            topic.publish(life.created());
            await().until(() -> kinds().contains("REMINDER_24H"));
            topic.publish(life.at(Instant.now()).relocated());
            awaitVersion(life, 2);
        } finally {
            Infrastructure.shared().startSmtp();
        }

        assertThat(reminders(Inbox.await(patient.email(), 2))).hasSize(1);
        assertThat(reminders(Inbox.await(doctor.email(), 2))).hasSize(1);
        assertThat(kinds()).containsOnlyOnce("REMINDER_24H");
    }

    @Test
    void aStateChangedBeforeTheReminderKeepsItDue() {
        var life = bookedTwoDaysAgo(in(Duration.ofHours(20)));
        topic.publish(patient, doctor, life.created(), life.at(Instant.now()).relocated());
        awaitVersion(life, 2);

        assertThat(reminders(Inbox.await(patient.email(), 2))).hasSize(1);
        assertThat(kinds()).containsOnlyOnce("REMINDER_24H");
    }

    private void awaitVersion(Life life, int version) {
        await().until(() -> jdbc.sql("select exists (select 1 from booking where id = ? and version = ?)")
                .params(life.id(), version)
                .query(Boolean.class)
                .single());
    }

    private static List<String> reminders(List<Inbox.Mail> mails) {
        return subjects(mails).stream().filter(subject -> subject.endsWith(": your appointment")).toList();
    }

    @Test
    void nobodyIsRemindedBeforeTheLatestNewsIsRead() {
        var life = bookedTwoDaysAgo(in(Duration.ofDays(9)));
        topic.publish(patient, doctor, life.created());
        Inbox.await(patient.email(), 1);
        listeners.stop();
        try {
            topic.publish(life.cancelled());
            jdbc.sql("""
                    update booking set starts_at = now() + interval '24h 1s', ends_at = now() + interval '25h'
                    where id = ?
                    """).param(life.id()).update();
            await().during(Duration.ofSeconds(3)).until(() -> !kinds().contains("REMINDER_24H"));
        } finally {
            listeners.start();
        }

        assertThat(subjects(Inbox.await(patient.email(), 2))).anyMatch(subject -> subject.contains("cancelled"));
        assertThat(kinds()).doesNotContain("REMINDER_24H");
    }

    @Test
    void mutedPersonIsConfirmedButNotReminded() {
        var muted = People.withoutReminders(patient);
        topic.publish(patient, muted, doctor);
        await().until(() -> contacts.find(patient.personId()).map(Contact::reminders).equals(Optional.of(false)));
        topic.publish(bookedTwoDaysAgo(in(Duration.ofHours(20))).created());

        Inbox.await(doctor.email(), 2);
        assertThat(subjects(Inbox.await(patient.email(), 1))).allMatch(subject -> subject.contains("confirmed"));
    }

    private Life bookedTwoDaysAgo(Instant start) {
        return Life.of(patient, doctor, start).at(twoDaysAgo());
    }

    private static Instant twoDaysAgo() {
        return Instant.now().minus(2, ChronoUnit.DAYS);
    }

    private static Instant in(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.MINUTES);
    }

    private List<String> kinds() {
        return api.get("/api/v1/notifications", api.tokenOf(patient))
                .body()
                .path("items")
                .valueStream()
                .map(mail -> mail.path("kind").asString())
                .toList();
    }

    private static List<String> subjects(List<Inbox.Mail> mails) {
        return mails.stream().map(Inbox.Mail::subject).toList();
    }
}
