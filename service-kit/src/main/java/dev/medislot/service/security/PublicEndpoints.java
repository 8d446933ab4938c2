package dev.medislot.service.security;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The endpoints that a service serves without a token; all others need one. */
public record PublicEndpoints(List<RequestMatcher> matchers) {

    /** Each endpoint as method and path pattern, such as {@code "GET /api/v1/doctors/*"}, which opens HEAD as well. */
    public static PublicEndpoints of(String... endpoints) {
        return new PublicEndpoints(Stream.of(endpoints).flatMap(endpoint -> {
            var methodAndPath = endpoint.split(" ", 2);
            return methods(HttpMethod.valueOf(methodAndPath[0]))
                    .map(method -> (RequestMatcher) PathPatternRequestMatcher.withDefaults()
                            .matcher(method, methodAndPath[1]));
        }).toList());
    }

    private static Stream<HttpMethod> methods(HttpMethod method) {
        return method.equals(HttpMethod.GET) ? Stream.of(method, HttpMethod.HEAD) : Stream.of(method);
    }
}
