package dev.medislot.webapp;

import dev.medislot.common.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Addresses of pages of this site. */
public final class Paths {

    private static final Pattern OWN = Pattern.compile("/([A-Za-z][^{}\\\\\\p{Cntrl}]*)?");

    private static final Pattern TEAM = Pattern.compile("/(doctor|desk|team)([/?].*)?");

    private Paths() {}

    /** Returns the path, or the start page for another site's address. */
    public static String own(String path) {
        return OWN.matcher(path).matches() ? path : "/";
    }

    /** The page on which a role begins. */
    public static String home(@Nullable Role role) {
        return switch (role) {
            case DOCTOR -> "/doctor";
            case STAFF -> "/desk";
            case null, default -> "/";
        };
    }

    /** The login page for a page: that of patients, or that of doctors and staff. */
    static String logIn(String page) {
        var login = TEAM.matcher(page).matches() ? "/team/login" : "/login";
        return login + "?next=" + UriUtils.encode(page, StandardCharsets.UTF_8);
    }

    /** The path and query of a request. */
    static String of(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
