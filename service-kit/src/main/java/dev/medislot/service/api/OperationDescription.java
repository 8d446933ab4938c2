package dev.medislot.service.api;

import dev.medislot.common.ProblemType;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** Describes the security, the body of a patch, the answers and the refusals of an operation. */
class OperationDescription implements OperationCustomizer {

    static final String TOKEN = "token";
    static final String REQUEST_ID = "X-Request-Id";

    private static final String HEADERS = "#/components/headers/";
    private static final Set<String> REPLAYED_REFUSALS = Set.of("404", "409", "422");

    private final Schemas schemas;
    private final ProblemParts problems;

    OperationDescription(Schemas schemas, ProblemParts problems) {
        this.schemas = schemas;
        this.problems = problems;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        secure(operation, handler);
        describePatch(operation, handler.getMethodAnnotation(Patches.class));
        var responses = new ApiResponses();
        var success = SuccessAnswer.of(handler);
        for (var status : success.statuses()) {
            responses.addApiResponse(Integer.toString(status), answer(success, status));
        }
        refusals(handler).forEach((status, types) -> responses.addApiResponse(Integer.toString(status),
                withRequestId(problems.response(status, types))));
        if (ImpliedRefusals.takesKey(handler)) {
            responses.forEach((status, response) -> {
                if (status.startsWith("2") || REPLAYED_REFUSALS.contains(status)) {
                    addHeader(response, Answers.REPLAYED);
                }
            });
        }
        operation.setResponses(responses);
        return operation;
    }

    private static void secure(Operation operation, HandlerMethod handler) {
        var alternatives = new ArrayList<SecurityRequirement>();
        var isOpen = handler.hasMethodAnnotation(OpenToAll.class);
        for (var parameter : handler.getMethodParameters()) {
            if (isCaller(parameter.nestedIfOptional())) {
                if (parameter.getParameterType() == Optional.class) {
                    alternatives.add(new SecurityRequirement());
                }
                isOpen = false;
                // springdoc takes it for a query parameter
                operation.getParameters().removeIf(it -> it.getName().equals(parameter.getParameter().getName()));
            }
        }
        if (!isOpen) {
            alternatives.add(new SecurityRequirement().addList(TOKEN));
        }
        operation.setSecurity(alternatives);
    }

    private static boolean isCaller(MethodParameter parameter) {
        return parameter.getNestedParameterType() == Caller.class;
    }

    private void describePatch(Operation operation, @Nullable Patches patches) {
        if (patches != null) {
            operation.getRequestBody()
                    .getContent()
                    .values()
                    .forEach(body -> body.setSchema(schemas.patchOf(patches.value(), patches.name())));
        }
    }

    private ApiResponse answer(SuccessAnswer success, int status) {
        var answer = new ApiResponse().description(HttpStatus.valueOf(status).getReasonPhrase());
        success.body()
                .ifPresent(type -> answer.content(
                        new Content().addMediaType(success.mediaType(), new MediaType().schema(schemas.of(type)))));
        success.headers(status).forEach(header -> answer.addHeaderObject(header, new Header().$ref(HEADERS + header)));
        return withRequestId(answer);
    }

    private static ApiResponse withRequestId(ApiResponse response) {
        return addHeader(response, REQUEST_ID);
    }

    private static ApiResponse addHeader(ApiResponse response, String name) {
        response.addHeaderObject(name, new Header().$ref(HEADERS + name));
        return response;
    }

    private static Map<Integer, Set<ProblemType>> refusals(HandlerMethod handler) {
        var byStatus = new TreeMap<Integer, Set<ProblemType>>();
        for (var type : ImpliedRefusals.of(handler)) {
            byStatus.computeIfAbsent(type.status(), _ -> new TreeSet<>()).add(type);
            if (type == ProblemType.IDEMPOTENCY_CONFLICT) {
                byStatus.computeIfAbsent(HttpStatus.CONFLICT.value(), _ -> new TreeSet<>()).add(type);
            }
        }
        return byStatus;
    }
}
