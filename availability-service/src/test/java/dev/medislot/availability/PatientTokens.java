package dev.medislot.availability;

import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.infra.TokenKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs patients' tokens as the booking service does. */
final class PatientTokens {

    private final JwtEncoder encoder;

    PatientTokens(TokenKeys keys) {
        this.encoder = NimbusJwtEncoder
                .withKeyPair(read(keys.publicKey(), RsaKeyConverters.x509()),
                        read(keys.privateKey(), RsaKeyConverters.pkcs8()))
                .build();
    }

    String of(UUID patient, UsState state) {
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .issuer("medislot-booking")
                .subject(patient.toString())
                .issuedAt(now)
                .expiresAt(now.plusSeconds(3600))
                .claim("role", Role.PATIENT.name())
                .claim("state", state.name())
                .build();
        return encoder.encode(JwtEncoderParameters.from(JwsHeader.with(SignatureAlgorithm.RS256).build(), claims))
                .getTokenValue();
    }

    private static <K> K read(Path file,
            org.springframework.core.convert.converter.Converter<java.io.InputStream, K> format) {
        try (var in = Files.newInputStream(file)) {
            return Objects.requireNonNull(format.convert(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
