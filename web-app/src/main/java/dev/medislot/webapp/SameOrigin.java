package dev.medislot.webapp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/** Refuses forms that another site's page submits. Reads the forms of this site as UTF-8. */
class SameOrigin extends OncePerRequestFilter {

    private final ErrorPages errors;

    SameOrigin(ErrorPages errors) {
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForeign(request)) {
            errors.forbid(request, response);
        } else {
            request.setCharacterEncoding(StandardCharsets.UTF_8);
            chain.doFilter(request, response);
        }
    }

    /** Every current browser sends the first header; older ones send at least the origin with each POST. */
    private static boolean isForeign(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !origin.equals(own(request));
    }

    private static String own(HttpServletRequest request) {
        var uri = UriComponentsBuilder.newInstance().scheme(request.getScheme()).host(request.getServerName());
        var standard = request.isSecure() ? 443 : 80;
        return (request.getServerPort() == standard ? uri : uri.port(request.getServerPort())).toUriString();
    }
}
