package dev.medislot.webapp;

import dev.medislot.client.problem.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Describes the error of a field in the language of the page. The API's messages are English and made for programs, so
 * a page never shows one: a message that is not known here becomes the advice for its field.
 */
record FieldWords(MessageSource messages) {

    /**
     * A kind of error, for any field.
     *
     * @param message of the API; its groups are numbers for our words
     */
    private record Kind(String name, Pattern message) {

        static Kind of(String name, String message) {
            return new Kind(name, Pattern.compile(message));
        }
    }

    private static final List<Kind> KINDS = List.of(
            Kind.of("missing", "must not be (?:blank|null|empty)|is missing\\b.*|must be text"),
            Kind.of("length", "size must be between (\\d+) and (\\d+)"), Kind.of("line", "must be one line"),
            Kind.of("number", "must be a whole number"), Kind.of("least", "must be greater than or equal to (-?\\d+)"),
            Kind.of("most", "must be less than or equal to (-?\\d+)"),
            Kind.of("limit", "would be .*; a doctor may have at most (\\d+)"),
            Kind.of("after", "must (?:be|end) after .*|must not be the start"),
            Kind.of("future", "must be in the future"), Kind.of("ahead", "must be at most (\\d+) years ahead"),
            Kind.of("skipped", "does not exist: the clocks .*"), Kind.of("moment", "must be a local time .*"),
            Kind.of("date", "must be a date .*"));

    String of(FieldError error, Locale locale) {
        for (var kind : KINDS) {
            var matcher = kind.message().matcher(error.message());
            if (matcher.matches()) {
                return known(name(error), kind.name(), numbers(matcher.toMatchResult()), locale);
            }
        }
        return words("error." + name(error), words("error.other", "", locale), locale);
    }

    /** The words for that kind of error in the field, or in any field. */
    private String known(String name, String kind, Object[] numbers, Locale locale) {
        var usual = messages.getMessage("error.any." + kind, numbers, locale);
        return words("error.%s.%s".formatted(name, kind), numbers, usual, locale);
    }

    private String words(String key, String otherwise, Locale locale) {
        return words(key, null, otherwise, locale);
    }

    private String words(String key, Object @Nullable [] numbers, String otherwise, Locale locale) {
        return Objects.requireNonNullElse(messages.getMessage(key, numbers, otherwise, locale), otherwise);
    }

    private static Object[] numbers(MatchResult match) {
        return IntStream.rangeClosed(1, match.groupCount()).mapToObj(match::group).toArray();
    }

    /** The last part of the path of a field. */
    static String name(FieldError error) {
        return error.field().substring(error.field().lastIndexOf('.') + 1);
    }
}
