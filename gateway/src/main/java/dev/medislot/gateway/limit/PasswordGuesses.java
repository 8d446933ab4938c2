package dev.medislot.gateway.limit;

import dev.medislot.common.ProblemType;
import dev.medislot.gateway.limit.Guesses.End;
import dev.medislot.gateway.limit.Guesses.Entry;
import dev.medislot.gateway.shared.Digests;
import dev.medislot.web.problem.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** Limits the wrong passwords for an account, at the login and at a change that asks for the password. */
@Component
@Order(PasswordGuesses.AFTER_THE_BODY_IS_BUFFERED)
@ConditionalOnBooleanProperty("medislot.rate-limit.enabled")
class PasswordGuesses extends OncePerRequestFilter {

    static final int AFTER_THE_BODY_IS_BUFFERED = 30;

    private final Guesses guesses;
    private final Digests digests;
    private final RefusedLogins log;
    private final JsonMapper json;
    private final HandlerExceptionResolver problems;
    private final Counter refused;

    PasswordGuesses(Guesses guesses, Digests digests, RefusedLogins log, JsonMapper json,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, MeterRegistry meters) {
        this.guesses = guesses;
        this.digests = digests;
        this.log = log;
        this.json = json;
        this.problems = problems;
        this.refused = meters.counter("medislot.requests.refused", "limit", "failed-logins");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !AccountRequest.isLogin(request) && !AccountRequest.isPasswordChange(request)
                && !AccountRequest.isRegistration(request) && !AccountRequest.isPatch(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = AccountBody.of(request, json);
        if (AccountRequest.isRegistration(request)) {
            register(request, response, chain, body);
        } else if (AccountRequest.isPatch(request) && !body.hasPassword()) {
            chain.doFilter(request, response);
        } else {
            guess(request, response, chain, AccountRequest.isLogin(request) ? account(request, body) : person(request));
        }
    }

    private void register(HttpServletRequest request, HttpServletResponse response, FilterChain chain, AccountBody body)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_CREATED) {
            guesses.registered(account(request, body), address(request));
        }
    }

    private void guess(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String account)
            throws ServletException, IOException {
        var address = address(request);
        switch (enter(account, address, RequestLimits.loginWait(request))) {
            case Entry.TooMany(var wait) -> {
                log.tooMany(account, address);
                refused.increment();
                problems.resolveException(request, response, null,
                        Refused.until(ProblemType.TOO_MANY_REQUESTS, "Too many wrong passwords", wait));
            }
            case Entry.Try admitted -> answer(admitted, request, response, chain);
        }
    }

    private void answer(Entry.Try admitted, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var end = End.NEITHER;
        try {
            chain.doFilter(request, response);
            end = end(request, response);
        } finally {
            guesses.end(admitted, end);
        }
        if (end == End.WRONG) {
            log.wrong(admitted.account(), admitted.address());
        }
    }

    /** A change of a password that is answered with 401 had no valid token, so no password was looked at. */
    private static End end(HttpServletRequest request, HttpServletResponse response) {
        var wrong = AccountRequest.isLogin(request) ? HttpServletResponse.SC_UNAUTHORIZED
                : HttpServletResponse.SC_UNPROCESSABLE_CONTENT;
        if (response.getStatus() == wrong) {
            return End.WRONG;
        }
        return HttpStatus.valueOf(response.getStatus()).is2xxSuccessful() ? End.RIGHT : End.NEITHER;
    }

    private Entry enter(String account, String address, Duration wait) {
        try {
            return guesses.enter(account, address, wait);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Entry.TooMany(Guesses.MAX_WAIT);
        }
    }

    /** A digest, because the counts leave the gateway. */
    private String address(HttpServletRequest request) {
        return digests.of(Caller.address(request));
    }

    private String account(HttpServletRequest request, AccountBody body) {
        return digests.of(AccountRequest.kind(request) + " " + body.email());
    }

    private String person(HttpServletRequest request) {
        return Caller.person(request).map(digests::of).orElse("");
    }
}
