package dev.medislot.gateway.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** Recognises requests about accounts and passwords by the path as a service reads it. */
final class AccountRequest {

    private static final Pattern REGISTRATION = Pattern.compile("/api/v1/(patients|doctors|staff)/*");
    private static final Pattern LOGIN = Pattern.compile("/api/v1/(patients|doctors|staff)/+login/*");
    private static final Pattern PASSWORD = Pattern.compile("/api/v1/(patients|doctors|staff)/+[^/]+/+password/*");

    private AccountRequest() {}

    static boolean isAny(HttpServletRequest request) {
        return matches(request, REGISTRATION) || isLogin(request) || isPasswordChange(request);
    }

    static boolean isLogin(HttpServletRequest request) {
        return matches(request, LOGIN);
    }

    static boolean isPasswordChange(HttpServletRequest request) {
        return matches(request, PASSWORD);
    }

    private static boolean matches(HttpServletRequest request, Pattern path) {
        return "POST".equals(request.getMethod()) && path.matcher(request.getServletPath()).matches();
    }
}
