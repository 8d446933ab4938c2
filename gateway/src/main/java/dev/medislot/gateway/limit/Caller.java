package dev.medislot.gateway.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The account or address that a request is counted for. */
final class Caller {

    private static final int NETWORK_BYTES = 8;
    private static final String BEARER = "Bearer";
    private static final Pattern SCHEME = Pattern.compile("^\\s*Bearer\\s+", Pattern.CASE_INSENSITIVE);
    private static final JsonMapper JSON = JsonMapper.shared();

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

    /**
     * The issuer and subject of the bearer token, however it is spelled; an unreadable token as it is. The token is not
     * verified; its service does that.
     */
    static Optional<String> person(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .map(header -> personOf(SCHEME.matcher(header).replaceFirst("")));
    }

    /**
     * Returns true for a bearer token that says it is of staff. The service refuses a forged one before it reads the
     * request, as it does everything whose scheme begins like that.
     */
    static boolean claimsStaff(HttpServletRequest request) {
        var header = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && payload(SCHEME.matcher(header).replaceFirst(""))
                        .filter(payload -> payload.path("role").asString("").equals("STAFF"))
                        .isPresent();
    }

    private static String personOf(String token) {
        return payload(token).map(payload -> payload.path("iss").asString("") + " " + payload.path("sub").asString(""))
                .orElseGet(() -> token.replace("=", ""));
    }

    private static Optional<JsonNode> payload(String token) {
        try {
            var payload = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1].replace("=", ""));
            return Optional.of(JSON.readTree(payload));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | JacksonException _) {
            return Optional.empty();
        }
    }
}
