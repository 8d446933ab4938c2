package dev.medislot.booking.access;

import dev.medislot.service.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** Lets a use case store the entry of its request in the access trail together with its change. */
public final class CurrentAccess {

    private static final String RECORDED = CurrentAccess.class.getName() + ".recorded";

    private CurrentAccess() {}

    /**
     * The part of a statement that adds the current request as a change of each booking of a table. It takes the
     * {@link #parameters}, and adds nothing outside of a request with a token.
     */
    public static String insertFrom(String table) {
        return """
                insert into access (at, period, patient_id, booking_id, actor_id, actor_role, operation, change)
                select created_at, created_at, patient_id, id, :accessActor::uuid, :accessRole::text,
                       :accessOperation::text, true
                from %s where :accessOperation::text is not null
                on conflict do nothing""".formatted(table);
    }

    public static Map<String, @Nullable Object> parameters() {
        var caller = Caller.current().orElse(null);
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("accessActor", caller == null ? null : caller.id());
        parameters.put("accessRole", caller == null ? null : caller.role());
        parameters.put("accessOperation", caller == null ? null : operation().orElse(null));
        return parameters;
    }

    /** The use case has stored the entry, so the answer needs no other. */
    public static void recorded(PatientData data) {
        request().filter(_ -> Caller.current().isPresent())
                .ifPresent(request -> request.setAttribute(RECORDED, data, RequestAttributes.SCOPE_REQUEST));
    }

    static boolean isRecorded(PatientData data) {
        return request().map(request -> request.getAttribute(RECORDED, RequestAttributes.SCOPE_REQUEST))
                .filter(data::equals)
                .isPresent();
    }

    private static Optional<String> operation() {
        return request()
                .map(request -> request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE,
                        RequestAttributes.SCOPE_REQUEST))
                .filter(HandlerMethod.class::isInstance)
                .map(handler -> ((HandlerMethod) handler).getMethodAnnotation(Operation.class))
                .map(Operation::operationId);
    }

    private static Optional<RequestAttributes> request() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes());
    }
}
