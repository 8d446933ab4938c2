package dev.medislot.service.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The passwords that attackers try first, and single words and names. */
final class CommonPasswords {

    /** Read at the first use; the shorter ones are refused by their length. */
    private static final class Words {

        private static final Set<String> ALL = read();

        private static Set<String> read() {
            try {
                return Stream.concat(Stream.of("medislot"),
                        StandardDictionaries.loadAllDictionaries().stream().flatMap(it -> it.getFrequencies().stream()))
                        .filter(it -> it.length() >= NewPassword.MIN_LENGTH)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new IllegalStateException("The lists of common passwords cannot be read", e);
            }
        }
    }

    private CommonPasswords() {}

    static boolean contains(String password) {
        return Words.ALL.contains(password.toLowerCase(Locale.ROOT));
    }
}
