package dev.medislot.booking.access;

import dev.medislot.service.security.Caller;
import dev.medislot.web.Items;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Records every answer that has data of patients, before it is written: without a database no data leaves. Patients'
 * reads of their own data are not recorded.
 */
@RestControllerAdvice
class RecordAccess implements ResponseBodyAdvice<Object> {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final AccessTrail trail;

    RecordAccess(AccessTrail trail) {
        this.trail = trail;
    }

    @Override
    public boolean supports(MethodParameter handler, Class<? extends HttpMessageConverter<?>> converter) {
        return handler.hasMethodAnnotation(Operation.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter handler, MediaType type,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
            ServerHttpResponse response) {
        Caller.current().ifPresent(caller -> {
            var change = !READS.contains(request.getMethod());
            var data = dataIn(body).filter(each -> change || !caller.is(each.patient()))
                    .filter(each -> !CurrentAccess.isRecorded(each))
                    .distinct()
                    .toList();
            if (!data.isEmpty()) {
                trail.add(caller, operation(handler), change, data);
            }
        });
        return body;
    }

    private static Stream<PatientData> dataIn(@Nullable Object body) {
        return switch (body) {
            case PatientData.Holder holder -> holder.patientData();
            case Items<?>(List<?> items, _) -> items.stream().flatMap(RecordAccess::dataIn);
            case null, default -> Stream.empty();
        };
    }

    private static String operation(MethodParameter handler) {
        return Objects.requireNonNull(handler.getMethodAnnotation(Operation.class)).operationId();
    }
}
