package dev.medislot.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.medislot.common.ProblemType;
import dev.medislot.web.json.EmailAddress;
import dev.medislot.web.problem.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets an account's password be guessed only so often from one address, by logging in or by changing it; what succeeds
 * is not counted.
 */
@Component
@Order(PasswordGuesses.AFTER_THE_BODY_IS_BUFFERED)
@ConditionalOnBooleanProperty("medislot.rate-limit.enabled")
class PasswordGuesses extends OncePerRequestFilter {

    static final int AFTER_THE_BODY_IS_BUFFERED = 30;

    private static final Logger LOG = LoggerFactory.getLogger(PasswordGuesses.class);

    private final Allowances ofAccount;
    private final Allowances ofAddress;
    private final JsonMapper json;
    private final HandlerExceptionResolver problems;
    private final Counter refused;

    PasswordGuesses(RateLimitProperties limits, JsonMapper json,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, MeterRegistry meters) {
        this.ofAccount = new Allowances(limits.failedLogins(), Ticker.systemTicker());
        this.ofAddress = new Allowances(limits.failedLoginsOfAddress(), Ticker.systemTicker());
        this.json = json;
        this.problems = problems;
        this.refused = meters.counter("medislot.requests.refused", "limit", "failed-logins");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !AccountRequest.isLogin(request) && !AccountRequest.isPasswordChange(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var address = Caller.address(request);
        var account = address + " " + who(request);
        var wait = take(address, account);
        if (!wait.isZero()) {
            refuse(request, response, wait);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            settle(address, account, isWrong(request, response));
        }
    }

    /** Takes before the answer is known; otherwise many guesses at once would all pass before the first failure. */
    private Duration take(String address, String account) {
        var wait = ofAddress.untilNext(address);
        return wait.isZero() ? ofAccount.take(account) : wait;
    }

    private void settle(String address, String account, boolean isWrong) {
        if (isWrong) {
            ofAddress.take(address);
        } else {
            ofAccount.giveBack(account);
        }
    }

    private static boolean isWrong(HttpServletRequest request, HttpServletResponse response) {
        return response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED
                || (response.getStatus() == HttpServletResponse.SC_UNPROCESSABLE_CONTENT
                        && AccountRequest.isPasswordChange(request));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Duration wait) {
        LOG.warn("Answered 429, too many wrong passwords");
        refused.increment();
        problems.resolveException(request, response, null,
                Refused.until(ProblemType.TOO_MANY_REQUESTS, "Too many wrong passwords", wait));
    }

    private String who(HttpServletRequest request) throws IOException {
        return AccountRequest.isLogin(request) ? request.getServletPath() + " " + email(request)
                : Caller.token(request).orElse("");
    }

    private String email(HttpServletRequest request) throws IOException {
        try {
            var body = json.readTree(request.getInputStream().readAllBytes());
            return EmailAddress.normalized(body.path("email").asString(""));
        } catch (JacksonException _) {
            return "";
        }
    }
}
