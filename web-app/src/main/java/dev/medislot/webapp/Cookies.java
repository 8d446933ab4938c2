package dev.medislot.webapp;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Cookies for this site alone, which scripts cannot read. */
final class Cookies {

    private Cookies() {}

    static Optional<String> read(HttpServletRequest request, String name) {
        var wanted = name(request, name);
        return Optional.ofNullable(request.getCookies())
                .flatMap(cookies -> Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(wanted))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty())
                        .findFirst());
    }

    static void write(HttpServletRequest request, HttpServletResponse response, String name, String value,
            Duration age) {
        var cookie = ResponseCookie.from(name(request, name), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** The prefix makes browsers refuse the cookie from another host or without TLS. */
    private static String name(HttpServletRequest request, String name) {
        return request.isSecure() ? "__Host-" + name : name;
    }
}
