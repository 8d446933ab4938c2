package dev.medislot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.infra.TokenKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Signs patients' tokens as the booking service does, without a login and its password hash. */
public final class PatientTokens {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey key;

    /** With the booking service's keys. */
    public PatientTokens(TokenKeys keys) {
        try {
            var pem = Files.readString(keys.privateKey()).replaceAll("-----[A-Z ]+-----", "");
            key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String of(String patient, String state) {
        var now = Instant.now().getEpochSecond();
        var signed = part(Map.of("alg", "RS256")) + "." + part(Map.of("iss", "medislot-booking", "sub", patient, "role",
                "PATIENT", "state", state, "iat", now, "exp", now + 3600));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, Object> claims) {
        return BASE64.encodeToString(JSON.writeValueAsBytes(claims));
    }
}
