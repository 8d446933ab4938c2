package dev.medislot.gateway.limit;

import dev.medislot.web.json.EmailAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The body of a request about an account, as far as limits need it. */
record AccountBody(JsonNode json) {

    /** Takes an unreadable body as an empty one; its service refuses it. */
    static AccountBody of(HttpServletRequest request, JsonMapper json) throws IOException {
        try {
            return new AccountBody(json.readTree(request.getInputStream().readAllBytes()));
        } catch (JacksonException _) {
            return new AccountBody(MissingNode.getInstance());
        }
    }

    /** The address in its stored form: capitals and blanks around it do not matter. */
    String email() {
        return EmailAddress.normalized(json.path("email").asString(""));
    }

    boolean hasEmail() {
        return json.has("email");
    }

    boolean hasPassword() {
        return json.has("currentPassword");
    }
}
