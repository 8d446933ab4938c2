package dev.medislot.service.security;

import dev.medislot.common.Role;
import dev.medislot.web.CanonicalUuid;
import dev.medislot.web.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Checks {@link OnlyFor}; an id that cannot be read is left to the handler, which does not find it. */
class CallersFirst implements WebMvcConfigurer, HandlerInterceptor {

    private final ObjectProvider<AccountStore> accounts;

    CallersFirst(ObjectProvider<AccountStore> accounts) {
        this.accounts = accounts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var rule = handler instanceof HandlerMethod method ? method.getMethodAnnotation(OnlyFor.class) : null;
        if (rule != null) {
            check(rule, CallerArguments.required(), id(request));
        }
        return true;
    }

    private void check(OnlyFor rule, Caller caller, @Nullable String id) {
        var self = List.of(rule.self());
        var isSelf = self.contains(caller.role()) && caller.id().toString().equals(id);
        var isUnreadable = !self.isEmpty() && id == null;
        if (isSelf || isUnreadable || List.of(rule.value()).contains(caller.role()) || isGuardian(rule, caller, id)) {
            return;
        }
        throw self.contains(Role.PATIENT) && !caller.isStaff() ? Refused.notFound() : Refused.forbidden();
    }

    private boolean isGuardian(OnlyFor rule, Caller caller, @Nullable String id) {
        return rule.guardian() && id != null && accounts.stream()
                .anyMatch(store -> store.role() == caller.role() && store.isGuardian(caller.id(), UUID.fromString(id)));
    }

    /** The id in canonical form, and the caller's own for {@code me}; null for an unreadable one. */
    private static @Nullable String id(HttpServletRequest request) {
        var variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (!(variables instanceof Map<?, ?> named) || !(named.get("id") instanceof String id)) {
            return null;
        }
        return id.equals("me") ? CallerArguments.required().id().toString() : canonical(id);
    }

    private static @Nullable String canonical(String id) {
        try {
            return CanonicalUuid.parse(id).toString();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
