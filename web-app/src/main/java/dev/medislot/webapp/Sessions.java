package dev.medislot.webapp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.medislot.client.Credentials;
import dev.medislot.client.Login;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.RefreshToken;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.NotLoggedIn;
import dev.medislot.common.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logins of browsers, in cookies that scripts cannot read. */
public class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String ACCESS = "medislot-access";
    private static final String REFRESH = "medislot-refresh";
    /** Set while a page is asked for again with the cookies that the browser has by then. */
    private static final String AGAIN = "medislot-again";
    /** Set while a page is asked for again without the access token that the API has refused. */
    private static final String RENEWED = "medislot-renewed";
    private static final String TOKEN = Sessions.class.getName();
    private static final Duration REFRESH_AGE = Duration.ofDays(30);
    private static final Duration AGAIN_AGE = Duration.ofSeconds(10);
    /** The access token is renewed before it expires in the middle of a page. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Api api;
    /** Parallel requests of one browser share one renewal: a second use of a refresh token is refused. */
    private final Cache<String, Login> renewals = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(10_000)
            .build();

    Sessions(Api api) {
        this.api = api;
    }

    /** The access token of the visitor of a page. */
    static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(TOKEN));
    }

    /** Whether the visitor has logged in, even if the login may have expired. */
    static boolean isKnown(HttpServletRequest request) {
        return Cookies.read(request, REFRESH).isPresent();
    }

    /** The role of the visitor; a patient's if the access token has expired, null without a login. */
    public static @Nullable Role role(HttpServletRequest request) {
        return token(request).or(() -> Cookies.read(request, ACCESS))
                .map(token -> TokenHolder.of(token).role())
                .orElse(isKnown(request) ? Role.PATIENT : null);
    }

    /** Throws StaleCookies if another gateway may have renewed the login meanwhile. */
    Visitor visitor(HttpServletRequest request, HttpServletResponse response) {
        var token = Cookies.read(request, ACCESS)
                .filter(value -> TokenHolder.of(value).id() != null)
                .or(() -> renewed(request, response));
        token.ifPresent(value -> request.setAttribute(TOKEN, value));
        return token.map(TokenHolder::of)
                .map(holder -> seenBy(holder.role(), holder.id()))
                .orElseGet(() -> seenBy(null, null));
    }

    private Visitor seenBy(@Nullable Role role, @Nullable UUID id) {
        return new Visitor(api.client(), api.openClient(), api.clinic(), role, id);
    }

    /** Logs a patient in and forgets the former session of the browser. */
    public void logIn(Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        logIn(client -> client.patients().logIn(credentials), request, response);
    }

    /** Logs in as that call does, and forgets the former session of the browser. */
    public void logIn(Function<MedislotClient, Login> call, HttpServletRequest request, HttpServletResponse response) {
        request.removeAttribute(TOKEN);
        begin(call.apply(api.client()), request, response);
    }

    private void begin(Login login, HttpServletRequest request, HttpServletResponse response) {
        var age = Duration.ofSeconds(login.expiresIn()).minus(MARGIN);
        Cookies.write(request, response, ACCESS, login.accessToken(), age.isPositive() ? age : Duration.ofSeconds(1));
        Cookies.write(request, response, REFRESH, login.refreshToken(), REFRESH_AGE);
    }

    public void end(HttpServletRequest request, HttpServletResponse response) {
        Cookies.read(request, REFRESH).ifPresent(token -> {
            try {
                api.client().sessions().logOut(new RefreshToken(token));
            } catch (ApiProblem e) {
                LOG.info("A session has not been revoked: {}", e.slug());
            }
        });
        forget(request, response);
    }

    public void forget(HttpServletRequest request, HttpServletResponse response) {
        for (var name : new String[] { ACCESS, REFRESH, AGAIN, RENEWED }) {
            Cookies.write(request, response, name, "", Duration.ZERO);
        }
    }

    /**
     * Forgets the access token that the API has refused, for example because its key was removed.
     *
     * @return whether the next request renews the login; false if this one has done so
     */
    boolean forgetRefused(HttpServletRequest request, HttpServletResponse response) {
        if (Cookies.read(request, ACCESS).isEmpty() || !isKnown(request)
                || Cookies.read(request, RENEWED).isPresent()) {
            return false;
        }
        Cookies.write(request, response, ACCESS, "", Duration.ZERO);
        Cookies.write(request, response, RENEWED, "1", AGAIN_AGE);
        return true;
    }

    private Optional<String> renewed(HttpServletRequest request, HttpServletResponse response) {
        return Cookies.read(request, REFRESH).flatMap(token -> {
            try {
                var login = renewals.get(token, used -> api.client().sessions().refresh(new RefreshToken(used)));
                begin(login, request, response);
                return Optional.of(login.accessToken());
            } catch (NotLoggedIn e) {
                if (Cookies.read(request, AGAIN).isEmpty()) {
                    Cookies.write(request, response, AGAIN, "1", AGAIN_AGE);
                    throw new StaleCookies(e);
                }
                forget(request, response);
                return Optional.empty();
            }
        });
    }
}
