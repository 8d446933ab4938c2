package dev.medislot.web.own;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the pages of this process call its API for a visitor. A secret that never leaves the process shows that a call is
 * its own, so the visitor's address in it can be trusted.
 */
public final class OwnCalls {

    /** The header with the secret. */
    public static final String HEADER = "X-Medislot-Own-Call";

    private static final int BYTES = 32;

    private final String secret = random();
    private final IntSupplier port;

    /**
     * Uses a port of this machine.
     *
     * @param port known once the server runs
     */
    public OwnCalls(IntSupplier port) {
        this.port = port;
    }

    public String secret() {
        return secret;
    }

    /** The address of the API for these calls alone. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port.getAsInt());
    }

    /** Takes the same time for every wrong text of one length. */
    public boolean isSecret(@Nullable String text) {
        return text != null && MessageDigest.isEqual(bytes(secret), bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
