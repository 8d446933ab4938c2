package dev.medislot.service.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/** Matches requests whose handler is {@link OpenToAll}; as Spring MVC does, takes the most specific path pattern. */
class OpenHandlers implements RequestMatcher {

    private record Handler(Set<RequestMethod> methods, PathPattern path, boolean open) {

        boolean serves(HttpMethod method) {
            var asked = RequestMethod.resolve(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
            return methods.contains(asked);
        }
    }

    private final SingletonSupplier<List<Handler>> handlers;

    /** Reads the handlers at the first request: security is set up before Spring MVC. */
    OpenHandlers(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        handlers = SingletonSupplier.of(() -> mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> handlers(entry.getKey(), entry.getValue()).stream())
                .sorted(Comparator.comparing(Handler::path))
                .toList());
    }

    private static List<Handler> handlers(RequestMappingInfo mapping, HandlerMethod handler) {
        var paths = mapping.getPathPatternsCondition();
        return paths == null ? List.of()
                : paths.getPatterns()
                        .stream()
                        .map(path -> new Handler(mapping.getMethodsCondition().getMethods(), path,
                                handler.hasMethodAnnotation(OpenToAll.class)))
                        .toList();
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        var method = HttpMethod.valueOf(request.getMethod());
        var path = ServletRequestPathUtils.parse(request).pathWithinApplication();
        return handlers.obtain()
                .stream()
                .filter(handler -> handler.serves(method) && handler.path().matches(path))
                .findFirst()
                .map(Handler::open)
                .orElse(false);
    }
}
