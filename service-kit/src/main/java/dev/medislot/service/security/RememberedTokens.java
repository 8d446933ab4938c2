package dev.medislot.service.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;

/**
 * Remembers tokens whose signature was verified, because verifying it costs more than the rest of a small request. The
 * rules, such as the expiry and ended sessions, and the key are checked at every request.
 */
final class RememberedTokens implements AuthenticationManagerResolver<HttpServletRequest> {

    private static final int MAX_TOKENS = 5_000;
    private static final Duration UNUSED = Duration.ofMinutes(5);

    private final AcceptedTokens accepted;
    private final JwtIssuerAuthenticationManagerResolver byIssuer;
    private final Cache<String, JwtAuthenticationToken> verified = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .expireAfterAccess(UNUSED)
            .build();

    RememberedTokens(AcceptedTokens accepted) {
        this.accepted = accepted;
        this.byIssuer = new JwtIssuerAuthenticationManagerResolver(accepted);
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        var verifying = byIssuer.resolve(request);
        return authentication -> authenticate(authentication, verifying);
    }

    private Authentication authenticate(Authentication bearer, AuthenticationManager verifying) {
        var token = ((BearerTokenAuthenticationToken) bearer).getToken();
        var known = verified.getIfPresent(token);
        if (known != null && accepted.stillAccepts(known.getToken())) {
            return known;
        }
        var authenticated = verifying.authenticate(bearer);
        if (authenticated instanceof JwtAuthenticationToken jwt) {
            verified.put(token, jwt);
        }
        return authenticated;
    }
}
