package dev.medislot.web;

import dev.medislot.web.problem.ExpectedInput;
import dev.medislot.web.problem.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers their {@link Page}. */
@AutoConfiguration
class PageSetup implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Page.class;
    }

    @Override
    public Page resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        return new Page(limit(request.getParameter("limit")), request.getParameter("cursor"));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return Page.DEFAULT_LIMIT;
        }
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw Refused.invalid("limit", ExpectedInput.message(int.class));
        }
        if (limit < 1) {
            throw Refused.invalid("limit", "must be greater than or equal to 1");
        }
        if (limit > Page.MAX_LIMIT) {
            throw Refused.invalid("limit", "must be less than or equal to " + Page.MAX_LIMIT);
        }
        return limit;
    }
}
