package dev.medislot.quickstart;

import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the booking service: a booking, its versions, and their events in the outbox. */
final class ExampleRows {

    private static final int SHARDS = 16;

    private final Connection connection;

    ExampleRows(Connection connection) {
        this.connection = connection;
    }

    /** Returns false, without a change, if the booking is there or its time is taken. */
    boolean add(BookingEvent event, String reason, String visitTypeName) throws SQLException {
        var added = run("""
                insert into booking (id, status, version, doctor_id, patient_id, starts_at, ends_at, patient_state,
                                     reason, created_at, updated_at, visit_type_id, visit_type_name, mode, busy_from,
                                     busy_until)
                values (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?) on conflict do nothing
                """, event.bookingId(), event.status().name(), event.doctorId(), event.patientId(),
                event.slot().start(), event.slot().end(), event.patientState().name(), reason, event.occurredAt(),
                event.occurredAt(), event.visitTypeId(), visitTypeName,
                event.mode() == null ? null : event.mode().name(), event.busyFrom(), event.busyUntil());
        if (added == 1) {
            writeEvent(event);
        }
        return added == 1;
    }

    void close(BookingEvent event) throws SQLException {
        run("update booking set status = ?, version = ?, updated_at = ? where id = ?", event.status().name(),
                event.version(), event.occurredAt(), event.bookingId());
        writeEvent(event);
    }

    private void writeEvent(BookingEvent event) throws SQLException {
        var id = UUID.randomUUID();
        run("""
                insert into booking_history (booking_id, version, change, event_id, occurred_at, actor_id, actor_role,
                                             status, doctor_id, starts_at, ends_at, patient_state, visit_type_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, event.bookingId(), event.version(),
                event instanceof BookingCreated ? "CREATED" : event.status().name(), id, event.occurredAt(),
                event.actor().id(), event.actor().role().name(), event.status().name(), event.doctorId(),
                event.slot().start(), event.slot().end(), event.patientState().name(), event.visitTypeId());
        run("""
                insert into outbox (shard, topic, key, type, event_id, sequence, occurred_at, value)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, Math.floorMod(event.key().hashCode(), SHARDS), event.topic(), event.key(), event.type(), id,
                event.sequence(), event.occurredAt(), EventJson.write(event));
    }

    private int run(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                set(statement, i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        statement.setObject(index, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
}
