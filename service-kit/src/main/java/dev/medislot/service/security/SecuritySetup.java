package dev.medislot.service.security;

import dev.medislot.service.password.Passwords;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.Resource;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
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

    /** Keeps Boot from inventing a user of its own. */
    @Bean
    UserDetailsService noLocalUsers() {
        return name -> {
            throw new UsernameNotFoundException("People log in with tokens");
        };
    }

    /** A request is observed as a whole; without this each of its filters is wrapped. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, TokenProperties tokens, IssuerKeys keys,
            BearerTokenResolver canonicalTokens, ObjectProvider<OAuth2TokenValidator<Jwt>> rules,
            ObjectProvider<RequestMappingHandlerMapping> mappings,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        AuthenticationEntryPoint unauthenticated = (request, response, e) -> problems.resolveException(request,
                response, null, e);
        var remembered = new RememberedTokens(new AcceptedTokens(tokens, keys, rules.orderedStream().toList()),
                canonicalTokens);
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
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(remembered)
                        .bearerTokenResolver(remembered::token)
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(
                                (request, response, e) -> problems.resolveException(request, response, null, e)))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(unauthenticated))
                .build();
    }

    @Bean
    IssuerKeys issuerKeys(TokenProperties tokens, Clock clock) {
        return new IssuerKeys(new VerificationKeys(tokens.availabilityPublicKey(), clock),
                new VerificationKeys(tokens.bookingPublicKey(), clock));
    }

    @Bean
    @ConditionalOnProperty("medislot.tokens.availability-private-key")
    TokenSigner availabilityTokenSigner(TokenProperties tokens, IssuerKeys keys, Clock clock) {
        return new TokenSigner(present(tokens.availabilityPrivateKey()), keys.availability(), TokenIssuer.AVAILABILITY,
                tokens.lifetime(), clock);
    }

    @Bean
    @ConditionalOnProperty("medislot.tokens.booking-private-key")
    TokenSigner bookingTokenSigner(TokenProperties tokens, IssuerKeys keys, Clock clock) {
        return new TokenSigner(present(tokens.bookingPrivateKey()), keys.booking(), TokenIssuer.BOOKING,
                tokens.lifetime(), clock);
    }

    @Bean
    @ConditionalOnBean(TokenSigner.class)
    Accounts accounts(Passwords passwords, ObjectProvider<AccountStore> stores, TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        return new Accounts(passwords, stores.stream().toList(), transaction, events);
    }

    @Bean
    @ConditionalOnBean(TokenSigner.class)
    PasswordAnswers passwordAnswers(Accounts accounts) {
        return new PasswordAnswers(accounts);
    }

    @Bean
    @ConditionalOnBean(TokenSigner.class)
    KeySetController keySetController(List<TokenSigner> signers) {
        return new KeySetController(signers);
    }

    private static Resource present(@Nullable Resource key) {
        if (key == null) {
            throw new IllegalStateException("The private key is missing");
        }
        return key;
    }
}
