package dev.medislot.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.medislot.common.ProblemType;
import dev.medislot.gateway.shared.Digests;
import dev.medislot.web.limit.Probes;
import dev.medislot.web.problem.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses requests over a caller's limits before reading or forwarding them. Logins over the limit of their address go
 * on to {@link PasswordGuesses}, which still lets accounts in that are known there.
 */
@Component
@Order(RequestLimits.ORDER)
@ConditionalOnBooleanProperty("medislot.rate-limit.enabled")
class RequestLimits extends OncePerRequestFilter {

    static final int ORDER = 10;

    private static final String LOGIN_WAIT = RequestLimits.class.getName();

    private final TokenBuckets addresses;
    /** Apart from other requests, so that a flood of logins leaves the address its pages. */
    private final TokenBuckets logins;
    private final TokenBuckets tokens;
    private final TokenBuckets accounts;
    private final Digests digests;
    private final HandlerExceptionResolver problems;
    private final MeterRegistry meters;

    RequestLimits(RateLimitProperties limits, Digests digests,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, MeterRegistry meters) {
        this.addresses = new TokenBuckets(limits.address(), Ticker.systemTicker());
        this.logins = new TokenBuckets(limits.address(), Ticker.systemTicker());
        this.tokens = new TokenBuckets(limits.token(), Ticker.systemTicker());
        this.accounts = new TokenBuckets(limits.accounts(), Ticker.systemTicker());
        this.digests = digests;
        this.problems = problems;
        this.meters = meters;
        Stream.of("address", "token", "accounts").forEach(this::refused);
    }

    /** The time until the address of a login may try an account that is not known there. */
    static Duration loginWait(HttpServletRequest request) {
        return Objects.requireNonNullElse((Duration) request.getAttribute(LOGIN_WAIT), Duration.ZERO);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Probes.isProbe(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (AccountRequest.isLogin(request)) {
            request.setAttribute(LOGIN_WAIT, counted("address", logins.take(Caller.address(request))));
            chain.doFilter(request, response);
        } else {
            limit(request, response, chain);
        }
    }

    private void limit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wait = take(request);
        if (wait.isZero()) {
            chain.doFilter(request, response);
            giveBackForged(request, response);
        } else {
            problems.resolveException(request, response, null,
                    Refused.until(ProblemType.TOO_MANY_REQUESTS, "More than is allowed from one caller", wait));
        }
    }

    /** A forged token names another person, whose requests it must not use up. */
    private void giveBackForged(HttpServletRequest request, HttpServletResponse response) {
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            person(request).ifPresent(tokens::giveBack);
        }
    }

    private Duration take(HttpServletRequest request) {
        var address = Caller.address(request);
        var wait = counted("address", addresses.take(address));
        if (wait.isZero()) {
            wait = person(request).map(person -> counted("token", tokens.take(person))).orElse(Duration.ZERO);
        }
        if (wait.isZero() && AccountRequest.isCostly(request)) {
            wait = counted("accounts", accounts.take(address));
        }
        return wait;
    }

    /** A digest, because a token is long. */
    private Optional<String> person(HttpServletRequest request) {
        return Caller.person(request).map(digests::of);
    }

    private Duration counted(String limit, Duration wait) {
        if (!wait.isZero()) {
            refused(limit).increment();
        }
        return wait;
    }

    private Counter refused(String limit) {
        return meters.counter("medislot.requests.refused", "limit", limit);
    }
}
