package dev.medislot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.infra.TokenKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Signs patients' tokens as the booking service does, without a login and its password hash. */
public final class PatientTokens {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final RSAPrivateCrtKey key;
    private final String keyId;

    /** Signs with the booking service's keys. */
    public PatientTokens(TokenKeys keys) {
        try {
            var pem = Files.readString(keys.privateKey()).replaceAll("-----[A-Z ]+-----", "");
            key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
            keyId = thumbprint(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String of(String patient, String state) {
        var now = Instant.now().getEpochSecond();
        var claims = new HashMap<String, Object>(Map.of("iss", "medislot-booking", "sub", patient, "role", "PATIENT",
                "state", state, "iat", now, "exp", now + 3600, "aud", "medislot"));
        claims.put("sid", UUID.randomUUID().toString());
        claims.put("jti", UUID.randomUUID().toString());
        var signed = part(Map.of("alg", "RS256", "kid", keyId)) + "." + part(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key's id as RFC 7638 defines it. */
    private static String thumbprint(RSAPrivateCrtKey key) throws GeneralSecurityException {
        var canonical = "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}".formatted(text(key.getPublicExponent()),
                text(key.getModulus()));
        return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8)));
    }

    private static String text(BigInteger number) {
        var bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String part(Map<String, Object> claims) {
        return BASE64.encodeToString(JSON.writeValueAsBytes(claims));
    }
}
