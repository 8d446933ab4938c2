package dev.medislot.service.security;

import dev.medislot.common.Role;
import dev.medislot.service.password.Passwords;
import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.Resource;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every service accepts the same tokens and refuses the same way; a request needs a token unless its handler is
 * {@link OpenToAll}.
 */
@AutoConfiguration
@EnableConfigurationProperties(TokenProperties.class)
@Import({ CallerArguments.class, CallersFirst.class, MeAsId.class })
class SecuritySetup {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Keeps Boot from inventing a user of its own. */
    @Bean
    UserDetailsService noLocalUsers() {
        return name -> {
            throw new UsernameNotFoundException("People log in with tokens");
        };
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, TokenProperties tokens,
            ObjectProvider<RequestMappingHandlerMapping> mappings,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        AuthenticationEntryPoint unauthenticated = (request, response, e) -> problems.resolveException(request,
                response, null, e);
        return http.csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers("/actuator/**", "/livez", "/readyz", "/v3/api-docs/**")
                                .permitAll()
                                .requestMatchers(new OpenHandlers(mappings))
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(issuers(tokens))
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(
                                (request, response, e) -> problems.resolveException(request, response, null, e)))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(unauthenticated))
                .build();
    }

    @Bean
    @ConditionalOnProperty("medislot.tokens.availability-private-key")
    TokenSigner availabilityTokenSigner(TokenProperties tokens, Clock clock) {
        return new TokenSigner(publicKey(tokens.availabilityPublicKey()), privateKey(tokens.availabilityPrivateKey()),
                TokenIssuer.AVAILABILITY, tokens.lifetime(), clock);
    }

    @Bean
    @ConditionalOnProperty("medislot.tokens.booking-private-key")
    TokenSigner bookingTokenSigner(TokenProperties tokens, Clock clock) {
        return new TokenSigner(publicKey(tokens.bookingPublicKey()), privateKey(tokens.bookingPrivateKey()),
                TokenIssuer.BOOKING, tokens.lifetime(), clock);
    }

    @Bean
    @ConditionalOnBean(TokenSigner.class)
    Accounts accounts(Passwords passwords, List<TokenSigner> signers, ObjectProvider<AccountStore> stores,
            TransactionTemplate transaction, ApplicationEventPublisher events) {
        return new Accounts(passwords, signers, stores.stream().toList(), transaction, events);
    }

    private static JwtIssuerAuthenticationManagerResolver issuers(TokenProperties tokens) {
        var accepted = accepted(tokens);
        return new JwtIssuerAuthenticationManagerResolver((String issuer) -> {
            var manager = accepted.get(issuer);
            if (manager == null) {
                throw new InvalidBearerTokenException("Unknown issuer");
            }
            return manager;
        });
    }

    private static Map<String, AuthenticationManager> accepted(TokenProperties tokens) {
        var managers = new HashMap<String, AuthenticationManager>();
        managers.put(TokenIssuer.AVAILABILITY.claim(),
                manager(decoder(tokens.availabilityPublicKey(), TokenIssuer.AVAILABILITY)));
        managers.put(TokenIssuer.BOOKING.claim(), manager(decoder(tokens.bookingPublicKey(), TokenIssuer.BOOKING)));
        var external = tokens.issuerUri();
        if (external != null) {
            managers.put(external.toString(), manager(new SupplierJwtDecoder(() -> external(external.toString()))));
        }
        return managers;
    }

    private static AuthenticationManager manager(JwtDecoder decoder) {
        var authorities = new JwtAuthenticationConverter();
        authorities.setJwtGrantedAuthoritiesConverter(
                (Jwt jwt) -> List.of(new SimpleGrantedAuthority("ROLE_" + jwt.getClaimAsString(Caller.ROLE))));
        var provider = new JwtAuthenticationProvider(decoder);
        provider.setJwtAuthenticationConverter(authorities);
        return provider::authenticate;
    }

    private static JwtDecoder decoder(Resource key, TokenIssuer issuer) {
        var decoder = NimbusJwtDecoder.withPublicKey(publicKey(key)).build();
        decoder.setJwtValidator(validator(issuer, issuer.claim()));
        return decoder;
    }

    private static JwtDecoder external(String location) {
        var decoder = (NimbusJwtDecoder) JwtDecoders.fromIssuerLocation(location);
        decoder.setJwtValidator(validator(TokenIssuer.EXTERNAL, location));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(TokenIssuer issuer, String claim) {
        OAuth2TokenValidator<Jwt> namesACaller = jwt -> namesACaller(jwt, issuer) ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));
        return new DelegatingOAuth2TokenValidator<>(
                List.of(JwtValidators.createDefaultWithIssuer(claim), namesACaller));
    }

    private static boolean namesACaller(Jwt jwt, TokenIssuer issuer) {
        try {
            UUID.fromString(Objects.requireNonNullElse(jwt.getSubject(), ""));
            return issuer.speaksFor(Role.valueOf(Objects.requireNonNullElse(jwt.getClaimAsString(Caller.ROLE), "")));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static RSAPublicKey publicKey(Resource key) {
        return read(key, RsaKeyConverters.x509());
    }

    private static RSAPrivateKey privateKey(@Nullable Resource key) {
        if (key == null) {
            throw new IllegalStateException("The private key is missing");
        }
        return read(key, RsaKeyConverters.pkcs8());
    }

    private static <K> K read(Resource key, Converter<InputStream, K> format) {
        try (var in = key.getInputStream()) {
            return Objects.requireNonNull(format.convert(in));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("Not a readable PEM key: " + key.getDescription(), e);
        }
    }
}
