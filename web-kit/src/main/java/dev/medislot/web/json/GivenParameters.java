package dev.medislot.web.json;

import dev.medislot.web.problem.ExpectedInput;
import dev.medislot.web.problem.Refused;
import dev.medislot.web.problem.Refused.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses query parameters that the handler does not read, that are given twice or that are not of their type's form: a
 * filter that has no effect would list everything.
 */
class GivenParameters implements WebMvcConfigurer, HandlerInterceptor {

    private static final String OURS = "dev.medislot.";
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final Map<Method, Map<String, Parameter>> known = new ConcurrentHashMap<>();

    /**
     * A parameter that a handler reads.
     *
     * @param hasPattern whether its own constraint refuses every wrong text, also an empty or a joined one
     */
    private record Parameter(String name, Class<?> type, boolean hasPattern) {}

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith(OURS)
                && !isForm(request, method)) {
            refuse(request.getParameterMap(), method);
        }
        return true;
    }

    /** The fields of a posted form are parameters too; a handler that takes a body refuses the form itself. */
    private static boolean isForm(HttpServletRequest request, HandlerMethod handler) {
        var type = request.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && request.getMethod().equals(HttpMethod.POST.name()) && Arrays.stream(handler.getMethodParameters())
                        .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private void refuse(Map<String, String[]> given, HandlerMethod handler) {
        if (given.isEmpty()) {
            return;
        }
        var readable = known.computeIfAbsent(handler.getMethod(), _ -> parameters(handler));
        var errors = given.entrySet()
                .stream()
                .flatMap(each -> error(each.getKey(), readable.get(each.getKey()), each.getValue()))
                .toList();
        if (!errors.isEmpty()) {
            throw Refused.invalid(errors);
        }
    }

    private static Stream<FieldError> error(String name, @Nullable Parameter parameter, String[] values) {
        var message = message(parameter, values);
        return message == null ? Stream.empty() : Stream.of(new FieldError(name, message));
    }

    private static @Nullable String message(@Nullable Parameter parameter, String[] values) {
        if (parameter == null) {
            return "is not a parameter of this path";
        }
        if (parameter.hasPattern()) {
            return null;
        }
        var type = parameter.type();
        if (values.length > 1 && !type.isArray() && !Collection.class.isAssignableFrom(type)) {
            return "must be given once";
        }
        if (!Arrays.stream(values).allMatch(value -> ParameterForm.fits(type, value))) {
            return CharSequence.class.isAssignableFrom(type) ? "must not be empty" : ExpectedInput.message(type);
        }
        return null;
    }

    private static Map<String, Parameter> parameters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .flatMap(GivenParameters::parameters)
                .collect(Collectors.toUnmodifiableMap(Parameter::name, Function.identity()));
    }

    private static Stream<Parameter> parameters(MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation != null) {
            return Stream.of(parameter(annotation, parameter));
        }
        var type = parameter.getParameterType();
        var isObject = parameter.hasParameterAnnotation(ParameterObject.class)
                || type.isAnnotationPresent(ParameterObject.class);
        return isObject
                ? Arrays.stream(type.getRecordComponents())
                        .map(component -> new Parameter(component.getName(), component.getType(),
                                component.getAccessor().isAnnotationPresent(Pattern.class)))
                : Stream.empty();
    }

    private static Parameter parameter(RequestParam annotation, MethodParameter parameter) {
        parameter.initParameterNameDiscovery(NAMES);
        var name = annotation.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : annotation.name();
        return new Parameter(name, parameter.nestedIfOptional().getNestedParameterType(), false);
    }
}
