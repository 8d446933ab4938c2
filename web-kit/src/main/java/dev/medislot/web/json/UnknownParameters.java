package dev.medislot.web.json;

import dev.medislot.web.problem.Refused;
import dev.medislot.web.problem.Refused.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses query parameters that the handler does not read: a misspelled filter would list everything. */
class UnknownParameters implements WebMvcConfigurer, HandlerInterceptor {

    private static final String OURS = "dev.medislot.";
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith(OURS)
                && !isForm(request)) {
            refuse(request.getParameterMap().keySet(), method);
        }
        return true;
    }

    /** The fields of a form are parameters too; no handler takes one. */
    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private void refuse(Set<String> names, HandlerMethod handler) {
        var readable = known.computeIfAbsent(handler.getMethod(), _ -> parameters(handler));
        if (!readable.containsAll(names)) {
            throw Refused.invalid(names.stream()
                    .filter(name -> !readable.contains(name))
                    .map(name -> new FieldError(name, "is not a parameter of this path"))
                    .toList());
        }
    }

    private static Set<String> parameters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .flatMap(UnknownParameters::names)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> names(MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation != null) {
            parameter.initParameterNameDiscovery(NAMES);
            return Stream
                    .of(annotation.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : annotation.name());
        }
        var type = parameter.getParameterType();
        var isObject = parameter.hasParameterAnnotation(ParameterObject.class)
                || type.isAnnotationPresent(ParameterObject.class);
        return isObject ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName) : Stream.empty();
    }
}
