package dev.medislot.service.outbox;

import static dev.medislot.service.sql.Rows.instant;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.event.CloudEventHeaders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox.
 *
 * @param value null for a tombstone
 */
record StoredEvent(long id, String topic, String key, String type, UUID eventId, long sequence, Instant occurredAt,
        Instant storedAt, @Nullable String traceParent, @Nullable String value) {

    static StoredEvent of(ResultSet row, int number) throws SQLException {
        return new StoredEvent(row.getLong("id"), row.getString("topic"), row.getString("key"), row.getString("type"),
                row.getObject("event_id", UUID.class), row.getLong("sequence"), instant(row, "occurred_at"),
                instant(row, "stored_at"), row.getString("trace_parent"), row.getString("value"));
    }

    /** The event as a CloudEvent in binary mode. */
    ProducerRecord<String, byte[]> toRecord(String source) {
        var record = new ProducerRecord<String, byte[]>(topic, key, value == null ? null : value.getBytes(UTF_8));
        header(record, CloudEventHeaders.SPEC_VERSION, "1.0");
        header(record, CloudEventHeaders.ID, eventId.toString());
        header(record, CloudEventHeaders.SOURCE, source);
        header(record, CloudEventHeaders.TYPE, type);
        header(record, CloudEventHeaders.TIME, occurredAt.toString());
        header(record, CloudEventHeaders.SUBJECT, key);
        header(record, CloudEventHeaders.SEQUENCE, CloudEventHeaders.sequence(sequence));
        header(record, CloudEventHeaders.DATA_SCHEMA, value == null ? null : CloudEventHeaders.dataSchema(type));
        header(record, CloudEventHeaders.CONTENT_TYPE, value == null ? null : "application/json");
        header(record, CloudEventHeaders.TRACE_PARENT, traceParent);
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, @Nullable String value) {
        if (value != null) {
            record.headers().add(name, value.getBytes(UTF_8));
        }
    }
}
