package dev.medislot.web.json;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;

/** The form in which email addresses are stored, searched and counted. */
public final class EmailAddress {

    private EmailAddress() {}

    /**
     * Drops white space at the ends and invisible characters anywhere, turns capitals into small letters, and composes
     * letters and accents.
     */
    public static String normalized(String typed) {
        return Normalizer.normalize(lowerCase(Trimmed.Ends.trimmed(typed)), Normalizer.Form.NFC);
    }

    private static String lowerCase(String typed) {
        return typed.chars()
                .filter(it -> !Trimmed.Ends.isInvisible((char) it))
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }
}
