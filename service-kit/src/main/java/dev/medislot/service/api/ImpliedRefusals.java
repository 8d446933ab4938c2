package dev.medislot.service.api;

import dev.medislot.common.ProblemType;
import dev.medislot.service.idempotency.IdempotencyKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;

/** The refusals that follow from a handler's parameters, and those that every request may get. */
final class ImpliedRefusals {

    private ImpliedRefusals() {}

    /** A wrong token is refused by every operation, and so is an unknown parameter. */
    static Set<ProblemType> of(HandlerMethod handler) {
        var refusals = EnumSet.of(ProblemType.VALIDATION, ProblemType.MALFORMED, ProblemType.UNAUTHENTICATED,
                ProblemType.NOT_ACCEPTABLE, ProblemType.TOO_MANY_REQUESTS, ProblemType.INTERNAL,
                ProblemType.UNAVAILABLE);
        Arrays.stream(handler.getMethodParameters()).flatMap(ImpliedRefusals::of).forEach(refusals::add);
        var named = handler.getMethodAnnotation(Refusals.class);
        if (named != null) {
            refusals.addAll(List.of(named.value()));
        }
        return refusals;
    }

    private static Stream<ProblemType> of(MethodParameter parameter) {
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            return Stream.of(ProblemType.NOT_FOUND);
        }
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return Stream.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.PAYLOAD_TOO_LARGE);
        }
        if (isKey(parameter)) {
            return Stream.of(ProblemType.IDEMPOTENCY_CONFLICT);
        }
        var header = parameter.getParameterAnnotation(RequestHeader.class);
        return header != null && header.name().equals(HttpHeaders.IF_MATCH) ? Stream.of(ProblemType.STALE)
                : Stream.empty();
    }

    static boolean takesKey(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(ImpliedRefusals::isKey);
    }

    private static boolean isKey(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotencyKey.class;
    }
}
