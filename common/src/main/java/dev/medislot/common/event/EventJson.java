package dev.medislot.common.event;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of events: times are in ISO 8601; unknown fields are skipped. */
public final class EventJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    public static String write(Event event) {
        return JSON.writeValueAsString(event);
    }

    /** Throws {@link UnreadableEvent} for a value that is not JSON of that type. */
    public static <E> E read(String value, Class<E> type) {
        try {
            return JSON.readValue(value, type);
        } catch (JacksonException e) {
            throw new UnreadableEvent("Not a %s".formatted(type.getSimpleName()), e);
        }
    }
}
