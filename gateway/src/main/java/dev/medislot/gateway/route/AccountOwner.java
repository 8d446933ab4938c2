package dev.medislot.gateway.route;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the service that keeps the account which a request about sessions, passwords or email addresses is about. The
 * service itself verifies what the request says.
 */
@Component
class AccountOwner {

    private static final String AVAILABILITY = "medislot-availability";
    private static final String AVAILABILITY_PREFIX = "a.";
    private static final Pattern OF_THE_CALLER = Pattern.compile(".*/(revoke|resend)/*");
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +[^.]+\\.([^.]+)\\..*");

    private final Services services;
    private final JsonMapper json;

    AccountOwner(Services services, JsonMapper json) {
        this.services = services;
        this.json = json;
    }

    /** The booking service when the request does not say whose account it is about. */
    Instances of(ServerRequest request) throws IOException {
        var isAvailability = OF_THE_CALLER.matcher(request.path()).matches() ? isIssuedByAvailability(request)
                : isKeptByAvailability(body(request));
        return isAvailability ? services.availability() : services.booking();
    }

    private static boolean isKeptByAvailability(JsonNode body) {
        var token = body.path("refreshToken").asString(body.path("token").asString(""));
        return token.isEmpty() ? switch (body.path("role").asString("")) {
            case "DOCTOR", "STAFF" -> true;
            default -> false;
        } : token.startsWith(AVAILABILITY_PREFIX);
    }

    private boolean isIssuedByAvailability(ServerRequest request) {
        return Optional.ofNullable(request.headers().firstHeader(HttpHeaders.AUTHORIZATION))
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(token -> claims(token.group(1)).path("iss").asString(""))
                .filter(AVAILABILITY::equals)
                .isPresent();
    }

    private JsonNode claims(String encoded) {
        try {
            return read(Base64.getUrlDecoder().decode(encoded));
        } catch (IllegalArgumentException _) {
            return json.missingNode();
        }
    }

    private JsonNode body(ServerRequest request) throws IOException {
        return read(request.servletRequest().getInputStream().readAllBytes());
    }

    private JsonNode read(byte[] text) {
        try {
            return json.readTree(text);
        } catch (JacksonException _) {
            return json.missingNode();
        }
    }
}
