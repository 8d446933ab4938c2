package dev.medislot.booking.booking;

import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.TopicReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes the bookings and versions that a restored database lacks from the topic, which keeps all of them. It publishes
 * nothing. The reasons of visits are lost, because no topic has them.
 */
@Component
public class RecoverBookings {

    private static final Logger LOG = LoggerFactory.getLogger(RecoverBookings.class);

    private record Version(UUID eventId, BookingEvent event) {}

    private final JdbcClient jdbc;
    private final KafkaProperties kafka;

    RecoverBookings(JdbcClient jdbc, KafkaProperties kafka) {
        this.jdbc = jdbc;
        this.kafka = kafka;
    }

    /** Recovers lost versions while the service is stopped, and returns how many. */
    public int recover() {
        var missing = missing();
        int recovered = 0;
        int before;
        // events of two bookings may be out of order, one of which frees the time of the other
        do {
            before = missing.size();
            missing.removeIf(this::isStored);
            recovered += before - missing.size();
        } while (!missing.isEmpty() && missing.size() < before);
        missing.forEach(version -> LOG.warn("Booking {} version {} of patient {} cannot be recovered",
                version.event().bookingId(), version.event().version(), version.event().patientId()));
        LOG.info("Recovered {} versions of bookings; {} cannot be recovered", recovered, missing.size());
        return recovered;
    }

    private List<Version> missing() {
        var stored = stored();
        var missing = new ArrayList<Version>();
        try (var reader = new TopicReader(kafka.buildConsumerProperties(), Topics.BOOKINGS)) {
            reader.read(reader.end(), batch -> batch.forEach(record -> {
                var received = ReceivedEvent.of(record);
                if (received.sequence() > stored.getOrDefault(received.key(), 0)) {
                    stored.put(received.key(), (int) received.sequence());
                    missing.add(new Version(received.id(), event(received)));
                }
            }));
        }
        missing.sort(Comparator.comparing(version -> version.event().occurredAt()));
        return missing;
    }

    private Map<String, Integer> stored() {
        var versions = new HashMap<String, Integer>();
        jdbc.sql("select id, version from booking where held_until is null").query(row -> {
            versions.put(row.getString("id"), row.getInt("version"));
        });
        return versions;
    }

    private static BookingEvent event(ReceivedEvent received) {
        return switch (received.type()) {
            case "BookingCreated" -> received.as(BookingCreated.class);
            case "BookingCancelled" -> received.as(BookingCancelled.class);
            case "BookingUpdated" -> received.as(BookingUpdated.class);
            default -> throw new IllegalStateException("Unknown type " + received.type());
        };
    }

    /** Returns false without the patient or the version before, and while another booking has the time. */
    private boolean isStored(Version version) {
        var event = version.event();
        try {
            return jdbc.sql("""
                    with recovered as (
                        insert into booking as b (id, status, version, doctor_id, patient_id, starts_at, ends_at,
                            patient_state, created_at, updated_at, visit_type_id, visit_type_name, mode, busy_from,
                            busy_until)
                        select :booking, :status, :version, :doctor, id, :start, :end, :state, :at, :at,
                               :visitType::uuid, :visitTypeName, :mode, :busyFrom::timestamptz,
                               :busyUntil::timestamptz
                        from patient
                        where id = :patient
                          and (:version = 1 or exists (
                              select 1 from booking where id = :booking and version = :version - 1))
                        on conflict (id) do update
                        set status = excluded.status, version = excluded.version, doctor_id = excluded.doctor_id,
                            starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                            patient_state = excluded.patient_state, updated_at = excluded.updated_at,
                            visit_type_id = excluded.visit_type_id, visit_type_name = excluded.visit_type_name,
                            mode = excluded.mode, busy_from = excluded.busy_from, busy_until = excluded.busy_until
                        where b.version < excluded.version
                        returning *)
                    insert into booking_history (booking_id, version, change, event_id, occurred_at, actor_id,
                        actor_role, status, doctor_id, starts_at, ends_at, patient_state, visit_type_id)
                    select id, version, :change, :eventId, :at, :actor, :role, status, doctor_id, starts_at, ends_at,
                           patient_state, visit_type_id
                    from recovered
                    """)
                    .param("booking", event.bookingId())
                    .param("status", event.status())
                    .param("version", event.version())
                    .param("doctor", event.doctorId())
                    .param("patient", event.patientId())
                    .param("start", event.slot().start())
                    .param("end", event.slot().end())
                    .param("state", event.patientState())
                    .param("at", event.occurredAt())
                    .param("visitType", event.visitTypeId())
                    .param("visitTypeName", event.visitTypeName())
                    .param("mode", event.mode())
                    .param("busyFrom", event.busyFrom())
                    .param("busyUntil", event.busyUntil())
                    .param("change", change(event))
                    .param("eventId", version.eventId())
                    .param("actor", event.actor().id())
                    .param("role", event.actor().role())
                    .update() == 1;
        } catch (DataIntegrityViolationException _) {
            return false;
        }
    }

    private static VersionChange change(BookingEvent event) {
        return switch (event.status()) {
            case CANCELLED -> VersionChange.CANCELLED;
            case COMPLETED -> VersionChange.COMPLETED;
            case NO_SHOW -> VersionChange.NO_SHOW;
            case CONFIRMED -> event.version() == 1 ? VersionChange.CREATED
                    : event.previousSlot() == null ? VersionChange.RELOCATED : VersionChange.MOVED;
        };
    }
}
