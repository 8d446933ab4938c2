package dev.medislot.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jwt.SignedJWT;
import dev.medislot.common.Role;
import dev.medislot.infra.TokenKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class KeyRotationTest {

    /** A clock that a test moves. */
    private static final class Moved extends Clock {

        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @TempDir
    Path folder;

    private final Moved clock = new Moved();
    private long writes;
    private TokenKeys used;
    private TokenKeys next;
    private RememberedTokens service;
    private TokenSigner signer;

    @BeforeEach
    void startWithOneKey() {
        used = TokenKeys.in(folder, "booking");
        next = TokenKeys.in(folder, "next");
        var file = new FileSystemResource(used.publicKey());
        service = new RememberedTokens(new AcceptedTokens(properties(file), new IssuerKeys(keys(), keys()), List.of()),
                new CanonicalTokens().canonicalBearerTokens());
        signer = new TokenSigner(new FileSystemResource(used.privateKey()), keys(), TokenIssuer.BOOKING,
                Duration.ofMinutes(15), clock);
    }

    @Test
    void bothKeysAreAcceptedDuringARotation() throws Exception {
        var old = sign();
        write(used.publicKey(), text(used.publicKey()) + text(next.publicKey()));
        write(used.privateKey(), text(next.privateKey()));
        assertThat(keyId(sign())).as("not read again yet").isEqualTo(keyId(old));

        clock.now = clock.now.plusSeconds(11);

        assertThat(keyId(sign())).isNotEqualTo(keyId(old));
        assertThat(List.of(old, sign())).allSatisfy(this::assertAccepted);
    }

    @Test
    void aNewKeyIsAcceptedAtOnce() throws Exception {
        assertAccepted(sign());
        write(used.publicKey(), text(used.publicKey()) + text(next.publicKey()));

        var other = new TokenSigner(new FileSystemResource(next.privateKey()), keys(), TokenIssuer.BOOKING,
                Duration.ofMinutes(15), clock);

        assertAccepted(other.sign(UUID.randomUUID(), Role.PATIENT, null, UUID.randomUUID()));
    }

    @Test
    void aKeyThatWasTakenOutIsRefused() throws Exception {
        var old = sign();
        write(used.publicKey(), text(next.publicKey()));
        assertAccepted(old);

        clock.now = clock.now.plusSeconds(11);

        assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> authenticate(old));
    }

    @Test
    void aPrivateKeyWaitsForItsPublicKey() throws Exception {
        var old = keyId(sign());
        write(used.privateKey(), text(next.privateKey()));
        clock.now = clock.now.plusSeconds(11);
        assertThat(keyId(sign())).isEqualTo(old);

        write(used.publicKey(), text(used.publicKey()) + text(next.publicKey()));
        assertThat(keyId(sign())).isNotEqualTo(old);
    }

    @Test
    void aBrokenFileChangesNothing() throws Exception {
        var old = sign();
        var whole = text(used.publicKey()) + text(next.publicKey());
        for (var broken : List.of("", "no key", whole.substring(0, whole.length() - 20), text(next.privateKey()))) {
            write(used.publicKey(), broken);
            clock.now = clock.now.plusSeconds(11);
            assertAccepted(old);
            assertAccepted(sign());
        }
    }

    @Test
    void aServiceDoesNotStartWithoutItsPublicKey() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new TokenSigner(new FileSystemResource(next.privateKey()), keys(),
                        TokenIssuer.BOOKING, Duration.ofMinutes(15), clock))
                .withMessageContaining("next-private.pem");
    }

    private static TokenProperties properties(FileSystemResource file) {
        return new TokenProperties(file, file, null, null, Duration.ofMinutes(15), null, null, "role", Map.of());
    }

    private VerificationKeys keys() {
        return new VerificationKeys(new FileSystemResource(used.publicKey()), clock);
    }

    private String sign() {
        return signer.sign(UUID.randomUUID(), Role.PATIENT, null, UUID.randomUUID());
    }

    private void assertAccepted(String token) {
        assertThat(authenticate(token)).isNotNull();
    }

    private Object authenticate(String token) {
        return service.resolve(new MockHttpServletRequest()).authenticate(new BearerTokenAuthenticationToken(token));
    }

    private static String keyId(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    /** The time of change differs from all before, as it does between changes by hand. */
    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(++writes)));
    }
}
