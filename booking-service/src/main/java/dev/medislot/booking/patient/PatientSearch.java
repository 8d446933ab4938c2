package dev.medislot.booking.patient;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query for patients, as the front desk types it.
 *
 * @param text the whole query, as parts of names, of the email or of the date of birth
 * @param words the parts that cannot belong to a telephone number, such as a date
 * @param digits the other parts, as the digits of one number; missing without such parts
 */
record PatientSearch(String text, String words, @Nullable String digits) {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern EXTENSION = Pattern
            .compile("(?i)(?<=\\d)[\\s,;]*(ext(ension|n)?\\b[.=]?|x|#)\\s*(?=\\d)");
    private static final Predicate<String> PHONE = Pattern.compile("[+(\\[]*\\d[\\d().\\[\\]/\\p{Pd}]*")
            .asMatchPredicate();
    /** A date as it is written in the United States, with the month first. */
    private static final Pattern DATE = Pattern
            .compile("(?<![\\d/.-])(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})(?![\\d/.-])");
    private static final Predicate<String> ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}").asMatchPredicate();
    private static final Predicate<String> NUMBER = PHONE.and(ISO_DATE.negate());
    /** Stored numbers have a country code or none at all, typed ones also a code to dial before it. */
    private static final Pattern PREFIX = Pattern.compile("^(011|00|0|1)(?=\\d{9})");

    static PatientSearch of(String typed) {
        var q = DATE.matcher(typed).replaceAll(PatientSearch::iso);
        var parts = SPACE.splitAsStream(EXTENSION.matcher(q).replaceAll(" ")).filter(part -> !part.isEmpty()).toList();
        var digits = parts.stream()
                .filter(NUMBER)
                .map(part -> part.replaceAll("\\D", ""))
                .collect(Collectors.joining());
        var words = parts.stream().filter(NUMBER.negate()).collect(Collectors.joining(" "));
        return new PatientSearch(SPACE.matcher(q).replaceAll(" "), words,
                digits.isEmpty() ? null : PREFIX.matcher(digits).replaceFirst(""));
    }

    /** The date in ISO form, such as {@code 1984-03-07}. */
    private static String iso(MatchResult date) {
        return "%s-%2s-%2s".formatted(date.group(4), date.group(1), date.group(3)).replace(' ', '0');
    }
}
