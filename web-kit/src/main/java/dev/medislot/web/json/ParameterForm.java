package dev.medislot.web.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The one form of each type in a query. Spring also reads {@code yes} as a boolean, {@code #1F} as a number, a date in
 * the order of the caller's language, and an empty text as a missing one.
 */
final class ParameterForm {

    private static final Predicate<String> BOOLEAN = Pattern.compile("true|false").asMatchPredicate();
    private static final Predicate<String> WHOLE_NUMBER = Pattern.compile("-?[0-9]+").asMatchPredicate();
    private static final Map<Class<?>, Predicate<String>> FORMS = Map.of(boolean.class, BOOLEAN, Boolean.class, BOOLEAN,
            int.class, WHOLE_NUMBER, Integer.class, WHOLE_NUMBER, long.class, WHOLE_NUMBER, Long.class, WHOLE_NUMBER,
            LocalDate.class, isReadBy(LocalDate::parse), LocalDateTime.class, isReadBy(LocalDateTime::parse),
            Instant.class, isReadBy(Instant::parse));

    private ParameterForm() {}

    static boolean fits(Class<?> type, String text) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .anyMatch(constant -> ((Enum<?>) constant).name().equals(text));
        }
        return !text.isEmpty() && FORMS.getOrDefault(type, _ -> true).test(text);
    }

    private static Predicate<String> isReadBy(Consumer<String> parse) {
        return text -> {
            try {
                parse.accept(text);
                return true;
            } catch (DateTimeException _) {
                return false;
            }
        };
    }
}
