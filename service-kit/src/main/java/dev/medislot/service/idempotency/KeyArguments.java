package dev.medislot.service.idempotency;

import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers their {@link IdempotencyKey}; refuses a blank or too long key. */
class KeyArguments implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    static final String HEADER = "Idempotency-Key";

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotencyKey.class;
    }

    @Override
    public IdempotencyKey resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        var key = request.getHeader(HEADER);
        if (key != null && (key.isBlank() || key.length() > IdempotencyKey.MAX_LENGTH)) {
            throw Refused.invalid(HEADER, "must be 1 to %d characters long".formatted(IdempotencyKey.MAX_LENGTH));
        }
        var servlet = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        var query = servlet.getQueryString();
        return new IdempotencyKey(Caller.current().map(Caller::id).orElse(IdempotencyKey.ANONYMOUS),
                query == null ? servlet.getRequestURI() : servlet.getRequestURI() + "?" + query, key);
    }
}
