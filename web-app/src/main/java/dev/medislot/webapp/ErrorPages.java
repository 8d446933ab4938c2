package dev.medislot.webapp;

import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.NotLoggedIn;
import dev.medislot.client.problem.TryLater;
import dev.medislot.web.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.client.RestClientException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Says refusals and failures in words, on a page. Programs get problem documents, as they do without the pages. */
class ErrorPages implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final Pattern FOR_PROGRAMS = Pattern.compile("/(api|v3|actuator|livez|readyz|\\.well-known)(/.*)?");
    private static final Pattern SECRET = Pattern.compile("(?i)password");
    private static final String TYPE = "urn:medislot:problem:";

    /** A refusal; its slug chooses the words. */
    private record Refusal(int status, String slug, Optional<String> retryAfter) {

        Refusal(HttpStatusCode status) {
            this(status.value(), status.value() == HttpStatus.NOT_FOUND.value() ? "not-found" : "malformed",
                    Optional.empty());
        }
    }

    private final Sessions sessions;
    private final LocaleResolver languages;
    private final ObjectProvider<ThymeleafViewResolver> views;

    ErrorPages(Sessions sessions, LocaleResolver languages, ObjectProvider<ThymeleafViewResolver> views) {
        this.sessions = sessions;
        this.languages = languages;
        this.views = views;
    }

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception failure) {
        if (response.isCommitted() || !isForAPage(request, handler)) {
            return null;
        }
        switch (failure) {
            case StaleCookies _ -> redirect(response, HttpStatus.TEMPORARY_REDIRECT, Paths.of(request));
            case NotLoggedIn _ -> renewOrEndSession(request, response);
            case WrongRole wrong when wrong.visitor() == null ->
                    askForLogin(request, response, Paths.home(wrong.needed()));
            case WrongRole wrong -> {
                response.setStatus(HttpStatus.FORBIDDEN.value());
                draw("webapp/wrong-role", request, response,
                        Map.of("needed", wrong.needed(), "home", Paths.home(wrong.visitor())));
            }
            default -> say(failure, handler != null, request, response);
        }
        return new ModelAndView();
    }

    private void renewOrEndSession(HttpServletRequest request, HttpServletResponse response) {
        if (sessions.forgetRefused(request, response)) {
            redirect(response, HttpStatus.TEMPORARY_REDIRECT, Paths.of(request));
        } else {
            endSession(request, response);
        }
    }

    /** An open page that asks for changes is loaded again, which leads to the login. */
    private void endSession(HttpServletRequest request, HttpServletResponse response) {
        sessions.forget(request, response);
        if (request.getHeader("HX-Request") == null) {
            askForLogin(request, response, "/");
        } else {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            response.setHeader("HX-Refresh", "true");
        }
    }

    /** @param otherwise the page after the login if the request was no page */
    private static void askForLogin(HttpServletRequest request, HttpServletResponse response, String otherwise) {
        var page = request.getMethod().equals("GET") ? Paths.of(request) : otherwise;
        redirect(response, HttpStatus.FOUND, Paths.logIn(page));
    }

    private void say(Exception failure, boolean handled, HttpServletRequest request, HttpServletResponse response) {
        if (handled && request.getMethod().equals("POST") && Unanswered.isRepeatable(failure)) {
            showForm(request, response, failure);
        } else {
            show(request, response, refusal(failure));
        }
    }

    /** Keeps a form whose outcome is unknown, or that came at a busy moment, for a repeat. Secrets are typed again. */
    private void showForm(HttpServletRequest request, HttpServletResponse response, Exception failure) {
        LOG.warn("A form got no answer from the API: {}", failure.toString());
        Unanswered.answer(failure, response);
        var fields = new TreeMap<>(request.getParameterMap());
        var secrets = fields.keySet().stream().filter(name -> SECRET.matcher(name).find()).toList();
        secrets.forEach(fields::remove);
        draw("webapp/repeat", request, response, Map.of("slug", Unanswered.slug(failure), "errors", Map.of(), "action",
                request.getRequestURI(), "fields", fields, "secrets", secrets));
    }

    /** Refuses a form that another site's page has sent. */
    void forbid(HttpServletRequest request, HttpServletResponse response) {
        show(request, response, new Refusal(HttpStatus.FORBIDDEN.value(), "forbidden", Optional.empty()));
    }

    private static boolean isForAPage(HttpServletRequest request, @Nullable Object handler) {
        if (handler instanceof HandlerMethod method) {
            return method.getBeanType().getPackageName().startsWith(ErrorPages.class.getPackageName());
        }
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)
                && !FOR_PROGRAMS.matcher(request.getServletPath()).matches();
    }

    private static Refusal refusal(Exception failure) {
        return switch (failure) {
            case TryLater busy ->
                    new Refusal(busy.status(), busy.slug(), Optional.of(Long.toString(busy.retryAfter().toSeconds())));
            case ApiProblem problem -> new Refusal(problem.status(), problem.slug(), Optional.empty());
            case Refused refused -> refusal(refused);
            case RestClientException unanswered -> {
                LOG.warn("A page got no answer from the API: {}", unanswered.toString());
                yield new Refusal(HttpStatus.SERVICE_UNAVAILABLE.value(), "unavailable", Optional.empty());
            }
            case ErrorResponse known -> new Refusal(known.getStatusCode());
            case MethodArgumentTypeMismatchException _ -> new Refusal(HttpStatus.NOT_FOUND);
            default -> {
                LOG.error("A page failed", failure);
                yield new Refusal(HttpStatus.INTERNAL_SERVER_ERROR.value(), "internal", Optional.empty());
            }
        };
    }

    private static Refusal refusal(Refused refused) {
        var answer = refused.answer();
        var problem = Objects.requireNonNull(answer.getBody());
        var type = Objects.requireNonNullElse(problem.getType(), "").toString();
        return new Refusal(answer.getStatusCode().value(), type.replace(TYPE, ""),
                Optional.ofNullable(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)));
    }

    private static void redirect(HttpServletResponse response, HttpStatus status, String address) {
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.LOCATION, address);
    }

    /** Draws the page at once, because a filter may have refused the request. */
    private void show(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
        response.setStatus(refusal.status());
        refusal.retryAfter().ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, seconds));
        draw("webapp/problem", request, response, Map.of("slug", refusal.slug(), "again",
                refusal.slug().equals("unavailable") && request.getMethod().equals("GET") ? Paths.of(request) : ""));
    }

    private void draw(String page, HttpServletRequest request, HttpServletResponse response, Map<String, ?> values) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, languages);
        var model = new HashMap<String, @Nullable Object>(values);
        model.put("loggedIn", Sessions.isKnown(request));
        model.put("role", Sessions.role(request));
        model.put("path", request.getRequestURI());
        model.put("requestId", Objects.requireNonNullElse(response.getHeader("X-Request-Id"), ""));
        try {
            var view = views.getObject().resolveViewName(page, languages.resolveLocale(request));
            Objects.requireNonNull(view).render(model, request, response);
        } catch (Exception e) {
            LOG.error("Failed to render the error page", e);
        }
    }
}
