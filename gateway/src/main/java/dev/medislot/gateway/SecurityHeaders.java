package dev.medislot.gateway;

import dev.medislot.web.problem.RequestIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.function.ServerResponse;

@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SecurityHeaders extends OncePerRequestFilter implements ResponseHttpHeadersFilter {

    private static final String TRANSPORT = "Strict-Transport-Security";
    private static final String CONTENT = "Content-Security-Policy";
    private static final String POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";
    /** The style sheet of Swagger UI contains its icons. */
    private static final String POLICY_OF_DOCS = POLICY + "; img-src 'self' data:";
    private static final String PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), "
            + "payment=(), usb=()";
    private static final String DOCS = "/docs/";
    /** Browsers would, with the referrer policy {@code no-referrer}, send the origin of a page's own forms as null. */
    private static final Map<String, String> HEADERS = Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options",
            "DENY", "Referrer-Policy", "same-origin", "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin", "Permissions-Policy", PERMISSIONS, CONTENT, POLICY);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HEADERS.forEach(response::setHeader);
        if (request.getServletPath().startsWith(DOCS)) {
            response.setHeader(CONTENT, POLICY_OF_DOCS);
        }
        if (request.isSecure()) {
            response.setHeader(TRANSPORT, "max-age=31536000; includeSubDomains");
        }
        chain.doFilter(request, response);
    }

    /** Drops the same headers from a service's answer, or they would appear twice. */
    @Override
    public HttpHeaders apply(HttpHeaders answered, ServerResponse response) {
        var kept = new HttpHeaders();
        answered.forEach((name, values) -> kept.addAll(name, values));
        HEADERS.keySet().forEach(kept::remove);
        kept.remove(TRANSPORT);
        kept.remove("X-XSS-Protection");
        kept.remove(RequestIds.HEADER);
        return kept;
    }
}
