package dev.medislot.gateway.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The account or address that a request is counted for. */
final class Caller {

    private static final int NETWORK_BYTES = 8;

    private Caller() {}

    /** The client's address; of IPv6 the /64 network, because one client has all of it. */
    static String address(HttpServletRequest request) {
        var text = request.getRemoteAddr();
        if (text.indexOf(':') < 0) {
            return text;
        }
        var address = InetAddress.ofLiteral(text);
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    /** A digest of the bearer token, which stays unread. */
    static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)).map(Caller::digest);
    }

    private static String digest(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
