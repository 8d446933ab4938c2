package dev.medislot.service.security;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/** Verifies a token by the keys and rules of its issuer; the authority of the result is the role. */
final class AcceptedTokens implements AuthenticationManagerResolver<String> {

    private final Map<String, AuthenticationManager> byIssuer = new HashMap<>();
    private final Map<String, Predicate<Jwt>> again = new HashMap<>();
    private final List<OAuth2TokenValidator<Jwt>> more;

    /** @param more what tokens of every issuer must pass too */
    AcceptedTokens(TokenProperties tokens, IssuerKeys keys, List<OAuth2TokenValidator<Jwt>> more) {
        this.more = more;
        accept(TokenIssuer.AVAILABILITY, keys.availability());
        accept(TokenIssuer.BOOKING, keys.booking());
        var external = tokens.issuerUri();
        var audience = tokens.audience();
        if (external != null && audience != null) {
            var rules = new TokenRules(TokenIssuer.EXTERNAL, audience, tokens.roleClaim(), tokens.roles());
            // the issuer is asked for its keys at the first token, not at the start
            byIssuer.put(external.toString(),
                    manager(new SupplierJwtDecoder(() -> external(external.toString(), rules)), rules));
        }
    }

    @Override
    public AuthenticationManager resolve(String issuer) {
        var manager = byIssuer.get(issuer);
        if (manager == null) {
            throw new InvalidBearerTokenException("Unknown issuer");
        }
        return manager;
    }

    /**
     * Whether a token of our own that was accepted before passes its issuer's rules now, and its key is still there.
     * The keys of an external issuer are the decoder's, so its tokens must be verified again.
     */
    boolean stillAccepts(Jwt jwt) {
        var issuer = jwt.getClaimAsString(JwtClaimNames.ISS);
        return issuer != null && again.getOrDefault(issuer, _ -> false).test(jwt);
    }

    private void accept(TokenIssuer issuer, VerificationKeys keys) {
        var rules = TokenRules.of(issuer);
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(keys);
        processor.setJWTClaimsSetVerifier((_, _) -> {
            // the decoder validates the claims
        });
        var decoder = new NimbusJwtDecoder(processor);
        var validator = validator(issuer.claim(), rules);
        decoder.setJwtValidator(validator);
        byIssuer.put(issuer.claim(), manager(decoder, rules));
        again.put(issuer.claim(), jwt -> jwt.getHeaders().get("kid") instanceof String key && keys.has(key)
                && !validator.validate(jwt).hasErrors());
    }

    private JwtDecoder external(String location, TokenRules rules) {
        var decoder = (NimbusJwtDecoder) JwtDecoders.fromIssuerLocation(location);
        decoder.setJwtValidator(validator(location, rules));
        return decoder;
    }

    private OAuth2TokenValidator<Jwt> validator(String claim, TokenRules rules) {
        var all = new ArrayList<OAuth2TokenValidator<Jwt>>();
        all.add(JwtValidators.createDefaultWithIssuer(claim));
        all.add(rules);
        all.addAll(more);
        return new DelegatingOAuth2TokenValidator<>(all);
    }

    private static AuthenticationManager manager(JwtDecoder decoder, TokenRules rules) {
        var authorities = new JwtAuthenticationConverter();
        authorities.setJwtGrantedAuthoritiesConverter((Jwt jwt) -> rules.role(jwt)
                .map(role -> List.<GrantedAuthority>of(new SimpleGrantedAuthority(Caller.AUTHORITY + role)))
                .orElse(List.of()));
        var provider = new JwtAuthenticationProvider(decoder);
        provider.setJwtAuthenticationConverter(authorities);
        return provider::authenticate;
    }
}
