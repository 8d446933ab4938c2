package dev.medislot.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.medislot.common.ProblemType;
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
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets one client address learn only of a few email addresses a day that they are in use, by registering or by changing
 * an address; after that, it can do neither. Staff may look addresses up anyway, so they are not bound.
 */
@Component
@Order(KnownEmails.AFTER_THE_BODY_IS_BUFFERED)
@ConditionalOnBooleanProperty("medislot.rate-limit.enabled")
class KnownEmails extends OncePerRequestFilter {

    static final int AFTER_THE_BODY_IS_BUFFERED = 25;

    private static final int MAX_CALLERS = 100_000;

    private final Cache<String, FoundEmails> foundEmails = Caffeine.newBuilder()
            .maximumSize(MAX_CALLERS)
            .expireAfterAccess(Duration.ofDays(1))
            .build();
    private final int aDay;
    private final JsonMapper json;
    private final HandlerExceptionResolver problems;
    private final Counter refused;

    KnownEmails(RateLimitProperties limits, JsonMapper json,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, MeterRegistry meters) {
        this.aDay = limits.knownEmailsADay();
        this.json = json;
        this.problems = problems;
        this.refused = meters.counter("medislot.requests.refused", "limit", "known-emails");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Caller.claimsStaff(request)
                || (!AccountRequest.isRegistration(request) && !AccountRequest.isPatch(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (AccountRequest.isPatch(request) && !AccountBody.of(request, json).hasEmail()) {
            chain.doFilter(request, response);
            return;
        }
        var ofAddress = foundEmails.get(Caller.address(request), _ -> new FoundEmails(aDay));
        var wait = wait(ofAddress);
        if (!wait.isZero()) {
            refused.increment();
            problems.resolveException(request, response, null,
                    Refused.until(ProblemType.TOO_MANY_REQUESTS, "Too many email addresses that are in use", wait));
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        try {
            chain.doFilter(request, answer);
        } finally {
            ofAddress.leave(saysKnown(answer));
        }
        answer.copyBodyToResponse();
    }

    /** A conflict for an unreadable reason counts too, so that no encoding of the answer evades the limit. */
    private boolean saysKnown(ContentCachingResponseWrapper answer) {
        if (answer.getStatus() != HttpServletResponse.SC_CONFLICT) {
            return false;
        }
        try {
            var type = json.readTree(answer.getContentAsByteArray()).path("type").asString("");
            return type.isEmpty() || type.equals(ProblemType.EMAIL_TAKEN.uri().toString());
        } catch (JacksonException _) {
            return true;
        }
    }

    private static Duration wait(FoundEmails ofAddress) {
        try {
            return ofAddress.enter();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Duration.ofSeconds(1);
        }
    }
}
