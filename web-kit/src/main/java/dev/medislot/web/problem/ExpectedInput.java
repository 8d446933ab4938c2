package dev.medislot.web.problem;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Describes the input that is expected for a type; our own types describe themselves in their
 * {@link JsonClassDescription}.
 */
public final class ExpectedInput {

    private static final Map<Class<?>, String> WORDS = Map.of(LocalDate.class, "a date such as 2026-12-01",
            LocalDateTime.class, "a local time such as 2026-12-01T08:00", Instant.class,
            "an instant such as 2026-12-01T16:00:00Z", UUID.class, "a UUID", boolean.class, "true or false",
            Boolean.class, "true or false");
    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class);

    private ExpectedInput() {}

    /** The message for a field whose value does not fit the type. */
    public static String message(Class<?> type) {
        return "must be " + words(type);
    }

    private static String words(Class<?> type) {
        var described = type.getAnnotation(JsonClassDescription.class);
        if (described != null) {
            return described.value();
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        if (WHOLE_NUMBERS.contains(type)) {
            return "a whole number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return WORDS.getOrDefault(type, Number.class.isAssignableFrom(type) ? "a number" : "an object");
    }
}
