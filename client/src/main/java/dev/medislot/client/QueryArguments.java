package dev.medislot.client;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceArgumentResolver;

/** Turns a {@link Query} into query parameters. */
class QueryArguments implements HttpServiceArgumentResolver {

    @Override
    public boolean resolve(@Nullable Object argument, MethodParameter parameter, HttpRequestValues.Builder request) {
        if (!(argument instanceof Query query)) {
            return false;
        }
        for (var component : query.getClass().getRecordComponents()) {
            var value = ReflectionUtils.invokeMethod(component.getAccessor(), query);
            if (value != null) {
                request.addRequestParameter(component.getName(), value.toString());
            }
        }
        return true;
    }
}
