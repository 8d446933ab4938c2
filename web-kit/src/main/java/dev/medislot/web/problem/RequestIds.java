package dev.medislot.web.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names each request in its answer: by its trace id, which the log lines of all programs that served it have too. An id
 * that the client sends is ignored.
 */
public final class RequestIds extends OncePerRequestFilter {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final String TRACE_ID = "traceId";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HEADER, of(request));
        chain.doFilter(request, response);
    }

    /** A random id for a request without a trace: a probe, or a request that Tomcat cannot read. */
    static String of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        var id = Objects.requireNonNullElseGet(MDC.get(TRACE_ID), RequestIds::random);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
