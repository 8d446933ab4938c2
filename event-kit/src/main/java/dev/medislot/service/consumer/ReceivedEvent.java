package dev.medislot.service.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.UnreadableEvent;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record from a topic: its CloudEvents headers and its value, not yet parsed.
 *
 * @param value null for a tombstone
 */
public record ReceivedEvent(UUID id, String type, String key, long sequence, @Nullable String value) {

    /** Throws {@link UnreadableEvent} when the key or a header is missing or malformed. */
    public static ReceivedEvent of(ConsumerRecord<String, byte[]> record) {
        try {
            var value = record.value();
            return new ReceivedEvent(UUID.fromString(header(record, CloudEventHeaders.ID)),
                    header(record, CloudEventHeaders.TYPE), key(record),
                    Long.parseLong(header(record, CloudEventHeaders.SEQUENCE)),
                    value == null ? null : new String(value, UTF_8));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent("A CloudEvents header is malformed", e);
        }
    }

    private static String key(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || record.key().indexOf('\0') >= 0) {
            throw new UnreadableEvent("The key is missing or contains a null character");
        }
        return record.key();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        if (header == null) {
            throw new UnreadableEvent("The header %s is missing".formatted(name));
        }
        return new String(header.value(), UTF_8);
    }

    public boolean isTombstone() {
        return value == null;
    }

    /** Parses the value. Throws {@link UnreadableEvent} when it does not fit the type. */
    public <E> E as(Class<E> event) {
        if (value == null) {
            throw new UnreadableEvent("A tombstone has no value");
        }
        return EventJson.read(value, event);
    }
}
