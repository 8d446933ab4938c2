package dev.medislot.service.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list that is filtered by some of its columns. A filter without a value adds no condition, so
 * PostgreSQL plans each combination of filters by itself.
 */
public final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> params = new HashMap<>();

    private Where() {}

    public static Where of(String condition) {
        return new Where().and(condition);
    }

    /** Starts with a filter. */
    public static Where of(String condition, String name, @Nullable Object value) {
        return new Where().and(condition, name, value);
    }

    /** Starts with a filter of several named parameters. */
    public static Where of(String condition, @Nullable Map<String, ?> several) {
        return new Where().and(condition, several);
    }

    public Where and(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds a condition with one named parameter, unless the value is null. */
    public Where and(String condition, String name, @Nullable Object value) {
        return and(condition, value == null ? null : Map.of(name, value));
    }

    /** Adds a condition with several named parameters, unless they are null. */
    public Where and(String condition, @Nullable Map<String, ?> several) {
        if (several != null) {
            conditions.add(condition);
            params.putAll(several);
        }
        return this;
    }

    /** The parameters of all conditions, by name. */
    public Map<String, Object> params() {
        return params;
    }

    /** The clause, with its keyword; empty without a condition. */
    @Override
    public String toString() {
        return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
    }
}
