package dev.medislot.web.json;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a request that accepts no JSON before its handler runs; Spring MVC finds out when it writes the answer, after
 * the change is stored.
 */
class AcceptsJson implements WebMvcConfigurer, HandlerInterceptor {

    private static final String OURS = "dev.medislot.";
    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON,
            new MediaType("application", "*+json"));

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && handler instanceof HandlerMethod method && answersJson(method) && !acceptsJson(accept)) {
            throw new HttpMediaTypeNotAcceptableException(JSON);
        }
        return true;
    }

    private static boolean answersJson(HandlerMethod method) {
        var answer = ResolvableType.forMethodReturnType(method.getMethod());
        return method.getBeanType().getName().startsWith(OURS)
                && answer.as(ResponseEntity.class).resolveGeneric() != String.class && answer.resolve() != String.class;
    }

    private static boolean acceptsJson(String accept) {
        try {
            var accepted = MediaType.parseMediaTypes(accept);
            return accepted.isEmpty()
                    || accepted.stream().anyMatch(type -> JSON.stream().anyMatch(type::isCompatibleWith));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }
}
