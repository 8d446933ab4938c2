package dev.medislot.infra.mail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text in the form in which it is searched: without accents and case, so that {@code jurgen} finds Jürgen. */
final class SearchText {

    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

    private SearchText() {}

    static String of(String text) {
        var letters = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        // capitals first: ß has two of them
        return letters.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
