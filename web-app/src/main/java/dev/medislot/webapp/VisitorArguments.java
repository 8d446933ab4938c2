package dev.medislot.webapp;

import dev.medislot.common.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers their visitor, and pages their address and whether the visitor is logged in. */
class VisitorArguments implements HandlerMethodArgumentResolver {

    private static final String VISITOR = VisitorArguments.class.getName();

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
        var visitor = visitor(page, Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
        check(visitor, parameter);
        if (model != null) {
            model.addAttribute("loggedIn", visitor.loggedIn()).addAttribute("role", visitor.role());
            model.addAttribute("path", page.getRequestURI());
            model.addAttribute("here", page.getMethod().equals("GET") ? Paths.of(page) : "/");
        }
        return visitor;
    }

    /** Reads the visitor once for all methods that make one page. */
    private Visitor visitor(HttpServletRequest page, HttpServletResponse answer) {
        if (page.getAttribute(VISITOR) instanceof Visitor known) {
            return known;
        }
        var visitor = sessions.visitor(page, answer);
        page.setAttribute(VISITOR, visitor);
        return visitor;
    }

    private static void check(Visitor visitor, MethodParameter parameter) {
        var pages = Optional.ofNullable(parameter.getMethodAnnotation(PagesFor.class))
                .or(() -> Optional.ofNullable(parameter.getContainingClass().getAnnotation(PagesFor.class)));
        pages.map(it -> List.of(it.value())).ifPresent(roles -> {
            var role = visitor.role();
            if (role == null ? !roles.contains(Role.PATIENT) : !roles.contains(role)) {
                throw new WrongRole(role, roles.getFirst());
            }
        });
    }
}
