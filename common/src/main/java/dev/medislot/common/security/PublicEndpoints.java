package dev.medislot.common.security;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What a service serves without a token; everything it does not name needs one. */
public record PublicEndpoints(List<RequestMatcher> matchers) {

    /** Each endpoint as method and path pattern, such as {@code "GET /api/v1/doctors/*"}. */
    public static PublicEndpoints of(String... endpoints) {
        return new PublicEndpoints(Stream.of(endpoints).map(endpoint -> {
            var methodAndPath = endpoint.split(" ", 2);
            return (RequestMatcher) PathPatternRequestMatcher.withDefaults()
                    .matcher(HttpMethod.valueOf(methodAndPath[0]), methodAndPath[1]);
        }).toList());
    }
}
