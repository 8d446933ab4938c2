package dev.medislot.web.json;

import dev.medislot.common.ProblemType;
import dev.medislot.web.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses a body whose type is a range such as {@code application/*}; Spring would fail while reading it. */
class ConcreteBodyType implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && takesBody(method) && !isConcrete(request.getContentType())) {
            throw new Refused(ProblemType.UNSUPPORTED_MEDIA_TYPE, "See the API description");
        }
        return true;
    }

    private static boolean takesBody(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    /** A missing type is left to Spring. */
    private static boolean isConcrete(@Nullable String type) {
        try {
            return type == null || type.isBlank() || MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }
}
