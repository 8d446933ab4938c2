package dev.medislot.service.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;

/** Hashes passwords with Argon2id and checks them; hashes of earlier releases are bcrypt. */
public class Passwords {

    private static final String BCRYPT = "bcrypt";
    private static final String ARGON2 = "argon2";
    private static final int HASH_BYTES = 32;
    /** With seven MiB, OWASP asks for five iterations. */
    private static final int KIBIBYTES = 7168;
    private static final int ITERATIONS = 5;
    private static final int THREADS = 1;
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(KIBIBYTES, ITERATIONS, THREADS,
            HASH_BYTES, Argon2.ID);
    /** Bcrypt ignores the bytes after these. */
    private static final int BCRYPT_BYTES = 72;

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(ARGON2,
            Map.of(ARGON2, new Argon2Password4jPasswordEncoder(ARGON2ID), BCRYPT, new BCryptPasswordEncoder()));
    private final HashingQueue queue;

    Passwords(PasswordProperties settings) {
        this.queue = new HashingQueue(settings.turns(), settings.waiting(), settings.timeout());
    }

    /** Takes about 50 ms of a processor after a wait, so call it outside of transactions. */
    public String encode(String password) {
        return queue.run(() -> hash(password));
    }

    /** Takes as long as {@link #encode}. */
    public boolean matches(String typed, String encoded) {
        return queue.run(() -> encoded.startsWith("{" + BCRYPT + "}") ? matchesBcrypt(typed, encoded)
                : encoder.matches(normalized(typed), encoded));
    }

    /** A new hash in place of an outdated one; empty if the hash is up to date, or while others wait. */
    public Optional<String> upgraded(String password, String encoded) {
        return encoder.upgradeEncoding(encoded) ? queue.runIfIdle(() -> hash(password)) : Optional.empty();
    }

    private String hash(String password) {
        return Objects.requireNonNull(encoder.encode(normalized(password)));
    }

    /** These hashes are of the password as it was typed. */
    private boolean matchesBcrypt(String typed, String encoded) {
        return encoder.matches(typed, encoded) && typed.getBytes(UTF_8).length <= BCRYPT_BYTES;
    }

    /** One form for letters that keyboards compose in different ways (NFC). */
    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
