package dev.medislot.web.json;

import java.util.Locale;
import java.util.stream.Collectors;

/** The form in which email addresses are stored, searched and counted. */
public final class EmailAddress {

    private EmailAddress() {}

    /** Drops white space at the ends and invisible characters anywhere, and turns capitals into small letters. */
    public static String normalized(String typed) {
        return Trimmed.Ends.trimmed(typed)
                .chars()
                .filter(it -> !Trimmed.Ends.isInvisible((char) it))
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }
}
