package dev.medislot.notification.access;

import dev.medislot.common.Role;
import dev.medislot.common.event.PatientDataRead;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.Caller;
import dev.medislot.service.sql.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accesses to patients' data, published for the access trail of the booking service. Each is stored before the
 * answer: without a database no data leaves. What patients read here is their own, and is not published.
 */
@Repository
public class Accesses {

    private static final String READ_FEED = "readCalendarFeed";

    /** Longer than an hour, for instances whose clocks differ. */
    private static final Duration READS_KEPT = Duration.ofHours(3);

    /** Longer than a feed shows most bookings; a booking that it shows for longer is published again. */
    private static final Duration FEED_READS_KEPT = Duration.ofDays(400);

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    Accesses(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Publishes a read; repeats within an hour of the clock only once. */
    @Transactional
    public void read(Caller caller, String operation, List<PatientData> data) {
        if (caller.role() != Role.PATIENT && !data.isEmpty()) {
            var now = now();
            var hour = now.truncatedTo(ChronoUnit.HOURS);
            publish(caller, operation, false, firstOf(hour, hour.plus(READS_KEPT), caller, operation, data), now);
        }
    }

    /**
     * Publishes the bookings that a doctor's calendar program reads; each once per address of the feed, because such
     * programs read the whole feed many times a day.
     */
    @Transactional
    public void readFeed(UUID doctor, Instant createdAt, List<PatientData> data) {
        var reader = new Caller(doctor, Role.DOCTOR, null);
        var now = now();
        publish(reader, READ_FEED, false, firstOf(createdAt, now.plus(FEED_READS_KEPT), reader, READ_FEED, data), now);
    }

    /** Publishes a request that changes data, each time. */
    @Transactional
    public void change(Caller caller, String operation, List<PatientData> data) {
        publish(caller, operation, true, data, now());
    }

    /** Returns the data that this person has not read by this operation in this period before. */
    private List<PatientData> firstOf(Instant period, Instant forgetAt, Caller caller, String operation,
            List<PatientData> data) {
        return jdbc.sql("""
                insert into published_read (patient_id, booking_id, actor_id, operation, period, forget_at)
                select data.patient_id, data.booking_id, :actor, :operation, :period, :forgetAt
                from unnest(:patients, :bookings) data (patient_id, booking_id)
                order by data.patient_id, data.booking_id
                on conflict do nothing
                returning patient_id, booking_id
                """)
                .param("actor", caller.id())
                .param("operation", operation)
                .param("period", period)
                .param("forgetAt", forgetAt)
                .param("patients", data.stream().map(each -> each.patient().value()).toArray(UUID[]::new))
                .param("bookings", data.stream().map(PatientData::booking).toArray(UUID[]::new))
                .query((row, _) -> new PatientData(Rows.patientId(row, "patient_id"),
                        Rows.uuidOrNull(row, "booking_id")))
                .list();
    }

    private void publish(Caller caller, String operation, boolean change, List<PatientData> data, Instant now) {
        if (!data.isEmpty()) {
            outbox.publishAll(data.stream()
                    .map(each -> new PatientDataRead(each.patient().value(), each.booking(), caller.id(), caller.role(),
                            operation, change, now))
                    .toList());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forget() {
        jdbc.sql("delete from published_read where forget_at < :now").param("now", clock.instant()).update();
    }
}
