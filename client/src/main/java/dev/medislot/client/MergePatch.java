package dev.medislot.client;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON merge patch (RFC 7396): only the fields that are named here change. */
public record MergePatch(@JsonValue Map<String, @Nullable Object> fields) {

    /** Changes nothing. */
    public static final MergePatch NONE = new MergePatch(Map.of());

    public static MergePatch of(String field, Object value) {
        return NONE.with(field, value);
    }

    public MergePatch with(String field, Object value) {
        return set(field, value);
    }

    /** Empties the field. */
    public MergePatch without(String field) {
        return set(field, null);
    }

    /** Sets the field, or empties it if the value is null. */
    public MergePatch set(String field, @Nullable Object value) {
        var more = new LinkedHashMap<String, @Nullable Object>(fields);
        more.put(field, value);
        return new MergePatch(more);
    }
}
