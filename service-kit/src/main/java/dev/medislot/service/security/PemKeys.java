package dev.medislot.service.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** The RSA keys of PEM blocks, named by the thumbprint of RFC 7638. */
final class PemKeys {

    private PemKeys() {}

    /** The first private key with its public key. */
    static RSAKey privateKey(List<byte[]> publicKeys, List<byte[]> privateKeys)
            throws GeneralSecurityException, JOSEException {
        if (privateKeys.isEmpty()) {
            throw new IllegalArgumentException("There is no private key");
        }
        var rsa = KeyFactory.getInstance("RSA");
        if (!(rsa.generatePrivate(new PKCS8EncodedKeySpec(privateKeys.getFirst())) instanceof RSAPrivateCrtKey key)) {
            throw new IllegalArgumentException("The public key cannot be derived from the private key");
        }
        var publicKey = rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        return new RSAKey.Builder((RSAPublicKey) publicKey).privateKey(key).keyIDFromThumbprint().build();
    }

    /** All public keys. */
    static List<RSAKey> publicKeys(List<byte[]> publicKeys, List<byte[]> privateKeys)
            throws GeneralSecurityException, JOSEException {
        if (publicKeys.isEmpty()) {
            throw new IllegalArgumentException("There is no public key");
        }
        var rsa = KeyFactory.getInstance("RSA");
        var keys = new ArrayList<RSAKey>();
        for (var encoded : publicKeys) {
            var key = (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(encoded));
            keys.add(new RSAKey.Builder(key).keyIDFromThumbprint().build());
        }
        return List.copyOf(keys);
    }
}
