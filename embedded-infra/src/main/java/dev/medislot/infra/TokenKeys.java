package dev.medislot.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The key pair with which one service signs tokens, as two PEM files that are made once: PKCS#8 readable by the owner
 * alone, and X.509.
 */
public record TokenKeys(Path privateKey, Path publicKey) {

    private static final int BITS = 2048;

    /** Makes the keys of a name: {@code TokenKeys <folder> <name>}. */
    public static void main(String... arguments) {
        in(Path.of(arguments[0]), arguments[1]);
    }

    /** The keys of that name in the folder; throws UncheckedIOException when it cannot be written. */
    public static TokenKeys in(Path folder, String name) {
        var keys = new TokenKeys(folder.resolve(name + "-private.pem"), folder.resolve(name + "-public.pem"));
        if (!Files.exists(keys.privateKey) || !Files.exists(keys.publicKey)) {
            keys.generate();
        }
        return keys;
    }

    private void generate() {
        try {
            var pair = newPair();
            Files.createDirectories(privateKey.toAbsolutePath().getParent());
            Files.writeString(publicKey, pem("PUBLIC KEY", pair.getPublic()));
            PrivateFile.write(privateKey, pem("PRIVATE KEY", pair.getPrivate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair newPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, Key key) {
        var lines = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded());
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
    }
}
