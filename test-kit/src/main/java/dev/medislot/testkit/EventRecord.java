package dev.medislot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.EventJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of a topic as text.
 *
 * @param value missing for a tombstone
 */
public record EventRecord(String key, Map<String, String> headers, @Nullable String value) {

    static EventRecord of(ConsumerRecord<String, String> read) {
        var headers = new LinkedHashMap<String, String>();
        read.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return new EventRecord(read.key(), headers, read.value());
    }

    public String type() {
        return header(CloudEventHeaders.TYPE);
    }

    public long sequence() {
        return Long.parseLong(header(CloudEventHeaders.SEQUENCE));
    }

    /** Returns empty when there is no such header. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public boolean isTombstone() {
        return value == null;
    }

    /** The value as JSON. */
    public JsonNode body() {
        return JsonMapper.shared().readTree(Objects.requireNonNull(value));
    }

    /** The value as this type. */
    public <E> E as(Class<E> type) {
        return EventJson.read(Objects.requireNonNull(value), type);
    }
}
