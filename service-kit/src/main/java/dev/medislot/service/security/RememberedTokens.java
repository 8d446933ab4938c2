package dev.medislot.service.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Remembers tokens whose signature was verified, because verifying it costs more than the rest of a small request. The
 * rules, such as the expiry and ended sessions, and the key are checked at every request.
 */
final class RememberedTokens implements AuthenticationManagerResolver<HttpServletRequest> {

    private static final String PREFIX = "Bearer ";

    /** Each has some 5 KB. */
    private static final int MAX_TOKENS = 2_000;
    private static final Duration UNUSED = Duration.ofMinutes(5);

    private final AcceptedTokens accepted;
    private final BearerTokenResolver canonical;
    private final JwtIssuerAuthenticationManagerResolver byIssuer;
    private final Cache<String, JwtAuthenticationToken> verified = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .expireAfterAccess(UNUSED)
            .build();

    RememberedTokens(AcceptedTokens accepted, BearerTokenResolver canonical) {
        this.accepted = accepted;
        this.canonical = canonical;
        this.byIssuer = new JwtIssuerAuthenticationManagerResolver(accepted);
    }

    /** The token of a request, if it has one. A remembered one is canonical. */
    @Nullable
    String token(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(PREFIX)) {
            var known = verified.getIfPresent(header.substring(PREFIX.length()));
            if (known != null) {
                return known.getToken().getTokenValue();
            }
        }
        return canonical.resolve(request);
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
