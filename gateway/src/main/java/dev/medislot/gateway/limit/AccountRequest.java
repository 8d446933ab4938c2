package dev.medislot.gateway.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** Recognises requests about accounts and passwords by the path as a service reads it. */
final class AccountRequest {

    private static final Pattern REGISTRATION = Pattern.compile("/api/v1/(patients|doctors|staff)/*");
    private static final Pattern ONE_OR_ALL = Pattern.compile("/api/v1/(patients|doctors|staff)\\b");
    private static final Pattern ONE = Pattern.compile("/api/v1/(patients|doctors|staff)/+[^/]+/*");
    private static final Pattern LOGIN = Pattern
            .compile("/api/v1/(patients|doctors|staff)/+login(/+second-factor(/+confirm)?)?/*");
    private static final Pattern PASSWORD = Pattern.compile("/api/v1/(patients|doctors|staff)/+[^/]+/+password/*");
    private static final Pattern MAIL = Pattern.compile("/api/v1/(passwords/+reset|emails/+confirm/+resend)/*");

    private AccountRequest() {}

    /** Returns true for a request that costs a password hash or a mail, other than a password check. */
    static boolean isCostly(HttpServletRequest request) {
        return isRegistration(request) || matches(request, "POST", MAIL);
    }

    static boolean isRegistration(HttpServletRequest request) {
        return matches(request, "POST", REGISTRATION);
    }

    static boolean isLogin(HttpServletRequest request) {
        return matches(request, "POST", LOGIN);
    }

    static boolean isPasswordChange(HttpServletRequest request) {
        return matches(request, "POST", PASSWORD);
    }

    static boolean isPatch(HttpServletRequest request) {
        return matches(request, "PATCH", ONE);
    }

    /** The kind of account: patients, doctors or staff. */
    static String kind(HttpServletRequest request) {
        var path = ONE_OR_ALL.matcher(request.getServletPath());
        return path.lookingAt() ? path.group(1) : "";
    }

    private static boolean matches(HttpServletRequest request, String method, Pattern path) {
        return method.equals(request.getMethod()) && path.matcher(request.getServletPath()).matches();
    }
}
