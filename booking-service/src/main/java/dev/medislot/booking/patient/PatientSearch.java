package dev.medislot.booking.patient;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query for patients, as the front desk types it.
 *
 * @param text the whole query, as parts of names or of the email
 * @param words the parts that cannot belong to a telephone number
 * @param digits the other parts, as the digits of one number; missing without such parts
 */
record PatientSearch(String text, String words, @Nullable String digits) {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern EXTENSION = Pattern
            .compile("(?i)(?<=\\d)[\\s,;]*(ext(ension|n)?\\b[.=]?|x|#)\\s*(?=\\d)");
    private static final Predicate<String> PHONE = Pattern.compile("[+(\\[]*\\d[\\d().\\[\\]/\\p{Pd}]*")
            .asMatchPredicate();
    /** Stored numbers have a country code or none at all, typed ones also a code to dial before it. */
    private static final Pattern PREFIX = Pattern.compile("^(011|00|0|1)(?=\\d{9})");

    static PatientSearch of(String q) {
        var parts = SPACE.splitAsStream(EXTENSION.matcher(q).replaceAll(" ")).filter(part -> !part.isEmpty()).toList();
        var digits = parts.stream().filter(PHONE).map(part -> part.replaceAll("\\D", "")).collect(Collectors.joining());
        var words = parts.stream().filter(PHONE.negate()).collect(Collectors.joining(" "));
        return new PatientSearch(SPACE.matcher(q).replaceAll(" "), words,
                digits.isEmpty() ? null : PREFIX.matcher(digits).replaceFirst(""));
    }
}
