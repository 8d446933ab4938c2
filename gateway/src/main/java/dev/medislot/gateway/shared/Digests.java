package dev.medislot.gateway.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.web.redis.RedisSettings;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Digests that all gateways of one Redis share, and that others cannot find by trying all addresses or known emails.
 */
@Component
public class Digests {

    private static final Logger LOG = LoggerFactory.getLogger(Digests.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final String LABEL = "medislot gateway digests v1";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;
    private final boolean areShared;

    Digests(RedisSettings settings) {
        var secret = settings.secret();
        this.areShared = !secret.isEmpty();
        if (!areShared) {
            LOG.info("Redis has no password, so this gateway counts logins alone");
        }
        this.key = key(areShared ? hmac(key(secret.getBytes(UTF_8)), LABEL) : random());
    }

    /** Returns false without a password of Redis: no other gateway has the key. */
    boolean areShared() {
        return areShared;
    }

    /** The digest of a text in UTF-8, as hexadecimal digits. */
    public String of(String text) {
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] random() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
