package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.ServiceSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Data of the last release without visit types. */
class OlderDataTest {

    private static final String DATABASE = "notification_without_visit_types";
    private static final String SECRET = "OlderSecret".repeat(4).substring(1);

    private final UUID patient = UUID.randomUUID();
    private final UUID booking = UUID.randomUUID();
    private final String email = "pat-%s@people.example".formatted(patient);
    private final JdbcClient jdbc = JdbcClient.create(database());

    private static DriverManagerDataSource database() {
        var infrastructure = Infrastructure.shared();
        return new DriverManagerDataSource(infrastructure.jdbcUrl(DATABASE), infrastructure.username(),
                infrastructure.password());
    }

    @Test
    void mailsBookingsAndFeedsStayAsTheyWere() {
        Flyway.configure()
                .dataSource(database())
                .locations("classpath:db/common", "classpath:db/migration")
                .target("14")
                // as the service has it, or an index that is created concurrently waits for this lock
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
        aMovedBookingWhoseSecondMailWaits();

        try (var service = start()) {
            var callers = service.getBean(Callers.class);
            var waited = Inbox.await(email, 1).getFirst();
            assertThat(waited.subject()).isEqualTo("Appointment moved: Tue, Dec 5, 9:00 AM PST");
            assertThat(waited.text()).contains("1 hour, by video").doesNotContain("null");

            var mails = callers.get("/api/v1/notifications?bookingId=" + booking, callers.staff()).isOk();
            assertThat(mails.texts("/items", "kind")).containsExactly("BOOKING_MOVED", "BOOKING_CREATED");
            assertThat(mails.text("/items/1/body")).isEqualTo("As it was written");
            assertThat(mails.text("/items/1/status")).isEqualTo("SENT");

            var feed = callers.get("/api/v1/calendar/%s.ics".formatted(SECRET), "");
            assertThat(feed.status()).isEqualTo(200);
            assertThat(feed.text()).contains("UID:" + booking, "20281205T090000", "X-WR-CALNAME:Lakeside Clinic");
        }
    }

    private void aMovedBookingWhoseSecondMailWaits() {
        var params = Map.of("patient", patient, "doctor", UUID.randomUUID(), "booking", booking, "email", email,
                "start", Instant.parse("2028-12-05T17:00:00Z").toString(), "secret", SECRET);
        Stream.of("""
                insert into contact (person_id, version, role, first_name, last_name, email, time_zone)
                values (:patient, 1, 'PATIENT', 'Pat', 'Miller', :email, 'America/Los_Angeles'),
                       (:doctor, 1, 'DOCTOR', 'Dana', 'Reyes', 'dana@doctors.example', 'America/New_York')
                """, """
                insert into booking (id, version, status, patient_id, doctor_id, starts_at, ends_at, changed_at)
                values (:booking, 2, 'CONFIRMED', :patient, :doctor, :start::timestamptz,
                        :start::timestamptz + interval '1 hour', now())
                """, """
                insert into notification (id, kind, recipient_id, recipient_role, booking_id, booking_version,
                    patient_id, doctor_id, starts_at, ends_at, previous_starts_at, previous_ends_at, changed_by,
                    occurred_at, created_at, due_at, status, sent_at, recipient_email, sender, subject, plain_text,
                    html)
                select gen_random_uuid(), mail.kind, :patient, 'PATIENT', :booking, mail.version, :patient, :doctor,
                       :start::timestamptz, :start::timestamptz + interval '1 hour', mail.previous,
                       mail.previous + interval '1 hour', 'PATIENT', now(), now() - mail.age, now(), mail.status,
                       mail.sent_at, case when mail.text is not null then :email end, mail.text, mail.text, mail.text,
                       mail.text
                from (values ('BOOKING_CREATED', 1, null, interval '2 hours', 'SENT', now(), 'As it was written'),
                             ('BOOKING_MOVED', 2, :start::timestamptz - interval '1 day', interval '1 hour', 'PENDING',
                              null, null))
                     mail (kind, version, previous, age, status, sent_at, text)
                """, """
                insert into calendar_feed (person_id, secret, created_at) values (:patient, :secret, now())
                """).forEach(statement -> jdbc.sql(statement).params(params).update());
    }

    /** Without Kafka, or it would read the events of other tests and mail them again. */
    private static ConfigurableApplicationContext start() {
        var infrastructure = Infrastructure.shared();
        var settings = new ArrayList<>(ServiceSettings.on(DATABASE));
        settings.addAll(List.of(ServiceSettings.signingForAvailability(), ServiceSettings.signingForBooking(),
                "server.port=0", "medislot.clinic.name=Lakeside Clinic", "spring.kafka.bootstrap-servers=127.0.0.1:1",
                "spring.mail.host=" + infrastructure.smtpHost(), "spring.mail.port=" + infrastructure.smtpPort()));
        return new SpringApplicationBuilder(NotificationApplication.class, Callers.class)
                .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
    }
}
