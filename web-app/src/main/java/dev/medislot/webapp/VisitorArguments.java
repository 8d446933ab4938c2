package dev.medislot.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers their visitor; tells pages whether the visitor is logged in, and their own address. */
class VisitorArguments implements HandlerMethodArgumentResolver {

    private final Sessions sessions;

    VisitorArguments(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visitor.class;
    }

    @Override
    public Visitor resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer model,
            NativeWebRequest request, @Nullable WebDataBinderFactory binder) {
        var page = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        var visitor = sessions.visitor(page,
                Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
        if (model != null) {
            model.addAttribute("loggedIn", visitor.loggedIn());
            model.addAttribute("here", page.getMethod().equals("GET") ? Paths.of(page) : "/");
        }
        return visitor;
    }
}
