package dev.medislot.web.limit;

import dev.medislot.web.problem.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Bounds the requests in flight, so that a rush does not exhaust a service's memory: each waiting request takes about
 * 100 KB. Where more requests wait than are served, further ones close their connections, because Tomcat accepts a
 * limited number; a gateway, which forwards fewer, keeps its connections. Probes never wait.
 */
class RequestsInFlight extends OncePerRequestFilter {

    private final Bulkhead bulkhead;
    private final HandlerExceptionResolver problems;

    RequestsInFlight(Bulkhead bulkhead, HandlerExceptionResolver problems) {
        this.bulkhead = bulkhead;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Probes.isProbe(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isAdmitted(response)) {
            problems.resolveException(request, response, null,
                    Refused.unavailable("Too many requests at once; nothing was changed"));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            bulkhead.leave();
        }
    }

    private boolean isAdmitted(HttpServletResponse response) {
        if (bulkhead.tryEnter()) {
            return true;
        }
        if (bulkhead.isCrowded()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        return bulkhead.enter();
    }
}
