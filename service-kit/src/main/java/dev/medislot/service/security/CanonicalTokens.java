package dev.medislot.service.security;

import java.util.Arrays;
import java.util.Base64;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Refuses every spelling of a token but the canonical one: padding and unused bits would make one token many texts. */
@AutoConfiguration
class CanonicalTokens {

    @Bean
    BearerTokenResolver canonicalBearerTokens() {
        var tokens = new DefaultBearerTokenResolver();
        return request -> {
            var token = tokens.resolve(request);
            if (token != null && !isCanonical(token)) {
                throw new InvalidBearerTokenException("The token is not in its canonical form");
            }
            return token;
        };
    }

    static boolean isCanonical(String token) {
        return Arrays.stream(token.split("\\.", -1)).allMatch(CanonicalTokens::isCanonicalPart);
    }

    private static boolean isCanonicalPart(String part) {
        try {
            var bytes = Base64.getUrlDecoder().decode(part);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
