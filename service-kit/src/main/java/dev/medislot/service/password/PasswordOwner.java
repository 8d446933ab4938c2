package dev.medislot.service.password;

import dev.medislot.web.problem.Refused;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The person who will have a password, as far as it must not repeat them. */
public record PasswordOwner(String email, @Nullable String firstName, @Nullable String lastName) {

    /** An owner without a name, such as a staff member. */
    public static PasswordOwner of(String email) {
        return new PasswordOwner(email, null, null);
    }

    /** Refuses, as the value of that field, the owner's email address, its local part, and their names. */
    public void requireNotRepeated(String password, String field) {
        var letters = letters(password);
        if (repeated().anyMatch(letters::equals)) {
            throw Refused.invalid(field, "must not be the email address or the name");
        }
    }

    private Stream<String> repeated() {
        var first = firstName == null ? "" : firstName;
        var last = lastName == null ? "" : lastName;
        return Stream
                .of(email, email.substring(0, Math.max(0, email.lastIndexOf('@'))), first, last, first + last,
                        last + first)
                .map(PasswordOwner::letters)
                .filter(it -> !it.isEmpty());
    }

    /** Case, spaces and punctuation make no difference. */
    private static String letters(String text) {
        return Arrays.stream(Passwords.normalized(text).toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .reduce("", String::concat);
    }
}
