package dev.medislot.booking.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.PatientDataRead;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.security.Caller;
import dev.medislot.service.sql.Rows;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * The entries of the trail; rows are added and, once too old, deleted, but never changed.
 * <p>
 * Repeated reads of the same data by the same person within an hour of the clock are one entry, with the time of the
 * first.
 */
@Repository
public class AccessTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTrail.class);

    /**
     * One access.
     *
     * @param operation the operation of the API, as {@code getBooking}
     * @param change whether the request could change data
     */
    @Schema(name = "AccessEntry")
    record Entry(@JsonIgnore long id, Instant at, UUID actorId, Role actorRole, String operation, boolean change,
            @Nullable UUID bookingId) {}

    private final JdbcClient jdbc;
    private final AccessProperties settings;
    private final Clock clock;

    AccessTrail(JdbcClient jdbc, AccessProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Adds an entry for each of the patients. */
    public void add(Caller caller, String operation, boolean change, List<PatientData> data) {
        add(caller.actor(), operation, change, data, clock.instant());
    }

    private void add(Actor actor, String operation, boolean change, List<PatientData> data, Instant at) {
        jdbc.sql("""
                insert into access (at, period, patient_id, booking_id, actor_id, actor_role, operation, change)
                select :at, :period, data.patient, data.booking, :actor, :role, :operation, :change
                from unnest(:patients, :bookings) data (patient, booking)
                on conflict do nothing
                """)
                .param("at", at)
                .param("period", change ? at : at.truncatedTo(ChronoUnit.HOURS))
                .param("patients", data.stream().map(each -> each.patient().value()).toArray(UUID[]::new))
                .param("bookings", data.stream().map(PatientData::booking).toArray(UUID[]::new))
                .param("actor", actor.id())
                .param("role", actor.role())
                .param("operation", operation)
                .param("change", change)
                .update();
    }

    /** Adds the reads and changes that other services report; a repeated event is the same entry. */
    @KafkaListener(topics = Topics.ACCESSES)
    void receive(ConsumerRecord<String, byte[]> record) {
        var read = ReceivedEvent.of(record).as(PatientDataRead.class);
        add(new Actor(read.actorId(), read.actorRole()), read.operation(), read.change(),
                List.of(new PatientData(new PatientId(read.patientId()), read.bookingId())), read.occurredAt());
    }

    /** The newest first; time and id make the cursor. */
    List<Entry> of(PatientId patient, int limit, @Nullable Cursor after) {
        var where = Where.of("patient_id = :patient", "patient", patient)
                .and("(at, id) < (:at, :id)",
                        after == null ? null : Map.of("at", after.instant(0), "id", Long.parseLong(after.text(1))));
        return jdbc.sql("""
                select id, at, actor_id, actor_role, operation, change, booking_id from access
                %s order by at desc, id desc limit :limit
                """.formatted(where)).params(where.params()).param("limit", limit).query(AccessTrail::entry).list();
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT1M")
    void deleteOld() {
        int deleted = jdbc.sql("delete from access where at < :oldest")
                .param("oldest", clock.instant().minus(settings.kept()))
                .update();
        if (deleted > 0) {
            LOG.info("Deleted {} entries of the access trail", deleted);
        }
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(row.getLong("id"), Rows.instant(row, "at"), Rows.uuid(row, "actor_id"),
                Role.valueOf(row.getString("actor_role")), row.getString("operation"), row.getBoolean("change"),
                Rows.uuidOrNull(row, "booking_id"));
    }
}
