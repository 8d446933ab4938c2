package dev.medislot.service.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordsTest {

    private final Passwords passwords = new Passwords(new PasswordProperties(1, 8, Duration.ofSeconds(30)));

    @Test
    void newHashesAreArgon2id() {
        assertThat(passwords.encode("correct horse")).startsWith("{argon2}$argon2id$v=19$m=7168,t=5,p=1$");
    }

    @Test
    void hashesOfBouncyCastleStillMatch() {
        var earlier = "{argon2}$argon2id$v=19$m=7168,t=5,p=1$4eb+ffjdkGmYYvU4WZVtfw$"
                + "vDjJf0QPXeHWWCnSivVGXFkodBwxAtZyWyi/H2jt6yc";

        assertThat(passwords.matches("correct horse", earlier)).isTrue();
        assertThat(passwords.matches("wrong horse", earlier)).isFalse();
        assertThat(passwords.upgraded("correct horse", earlier)).isEmpty();
    }

    @Test
    void everyCharacterCounts() {
        var long72 = "p".repeat(71) + "q";

        assertThat(passwords.matches(long72, passwords.encode(long72))).isTrue();
        assertThat(passwords.matches(long72 + "TAIL", passwords.encode(long72))).isFalse();
    }

    @Test
    void composedLettersAreOnePassword() {
        var encoded = passwords.encode("pa\u0308sswo\u0308rd mit Umlaut");

        assertThat(passwords.matches("p\u00e4ssw\u00f6rd mit Umlaut", encoded)).isTrue();
    }

    @Test
    void bcryptHashesStillMatchAndAreReplaced() {
        var old = bcrypt("correct horse");

        assertThat(passwords.matches("correct horse", old)).isTrue();
        assertThat(passwords.matches("wrong horse", old)).isFalse();
        var upgraded = passwords.upgraded("correct horse", old).orElseThrow();
        assertThat(upgraded).startsWith("{argon2}");
        assertThat(passwords.matches("correct horse", upgraded)).isTrue();
        assertThat(passwords.upgraded("correct horse", upgraded)).isEmpty();
    }

    @Test
    void bytesThatBcryptIgnoresDoNotMatch() {
        var long72 = "p".repeat(71) + "q";

        assertThat(passwords.matches(long72, bcrypt(long72))).isTrue();
        assertThat(passwords.matches(long72 + "TAIL", bcrypt(long72))).isFalse();
    }

    @Test
    void bcryptHashesKeepTheFormThatWasTyped() {
        assertThat(passwords.matches("pa\u0308ssword one", bcrypt("pa\u0308ssword one"))).isTrue();
    }

    private static String bcrypt(String password) {
        return "{bcrypt}" + new BCryptPasswordEncoder(4).encode(password);
    }
}
