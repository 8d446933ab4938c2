package dev.medislot.webapp;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.medislot.common.Role;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The person of an access token. It only chooses pages and their navigation; the API verifies the token with each call.
 *
 * @param id null if the token cannot be read
 */
record TokenHolder(Role role, @Nullable UUID id) {

    private static final TokenHolder UNREADABLE = new TokenHolder(Role.PATIENT, null);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Claims(UUID sub, Role role) {}

    static TokenHolder of(String accessToken) {
        var parts = accessToken.split("\\.", -1);
        if (parts.length != 3) {
            return UNREADABLE;
        }
        try {
            var claims = JSON.readValue(Base64.getUrlDecoder().decode(parts[1]), Claims.class);
            return new TokenHolder(claims.role(), claims.sub());
        } catch (IllegalArgumentException | JacksonException _) {
            return UNREADABLE;
        }
    }
}
