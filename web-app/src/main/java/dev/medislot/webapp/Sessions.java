package dev.medislot.webapp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.medislot.client.Login;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.RefreshToken;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.NotLoggedIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The logins of browsers, in cookies that scripts cannot read. */
class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String ACCESS = "medislot-access";
    private static final String REFRESH = "medislot-refresh";
    private static final Duration REFRESH_AGE = Duration.ofDays(30);
    /** The access token is renewed before it expires in the middle of a page. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final ApiAddress address;
    /** Parallel requests of one browser share one renewal: a second use of a refresh token ends the session. */
    private final Cache<String, Login> renewals = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(10_000)
            .build();

    Sessions(ApiAddress address) {
        this.address = address;
    }

    Visitor visitor(HttpServletRequest request, HttpServletResponse response) {
        var api = address.client();
        return cookie(request, ACCESS).or(() -> renewed(api, request, response))
                .map(token -> new Visitor(api.as(token), true))
                .orElseGet(() -> new Visitor(api, false));
    }

    void begin(Login login, HttpServletRequest request, HttpServletResponse response) {
        var age = Duration.ofSeconds(login.expiresIn()).minus(MARGIN);
        add(request, response, ACCESS, login.accessToken(), age.isPositive() ? age : Duration.ofSeconds(1));
        add(request, response, REFRESH, login.refreshToken(), REFRESH_AGE);
    }

    void end(HttpServletRequest request, HttpServletResponse response) {
        cookie(request, REFRESH).ifPresent(token -> {
            try {
                address.client().sessions().logOut(new RefreshToken(token));
            } catch (ApiProblem e) {
                LOG.info("A session has not been revoked: {}", e.slug());
            }
        });
        forget(request, response);
    }

    void forget(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, ACCESS, "", Duration.ZERO);
        add(request, response, REFRESH, "", Duration.ZERO);
    }

    private Optional<String> renewed(MedislotClient api, HttpServletRequest request, HttpServletResponse response) {
        return cookie(request, REFRESH).flatMap(token -> {
            try {
                var login = renewals.get(token, used -> api.sessions().refresh(new RefreshToken(used)));
                begin(login, request, response);
                return Optional.of(login.accessToken());
            } catch (NotLoggedIn _) {
                forget(request, response);
                return Optional.empty();
            }
        });
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        var wanted = name(request, name);
        return Optional.ofNullable(request.getCookies())
                .flatMap(cookies -> Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(wanted))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty())
                        .findFirst());
    }

    private static void add(HttpServletRequest request, HttpServletResponse response, String name, String value,
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
