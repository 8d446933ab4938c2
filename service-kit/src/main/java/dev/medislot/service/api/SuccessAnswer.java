package dev.medislot.service.api;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.HandlerMethod;

/**
 * The success answer of a handler: as {@link Answers} says, or else as its signature does.
 *
 * @param firstHeaders the headers of the answer with the first status
 * @param otherHeaders the headers of the answers with the other statuses
 */
record SuccessAnswer(Optional<Type> body, List<Integer> statuses, List<String> firstHeaders, List<String> otherHeaders,
        String mediaType) {

    private static final int OK = 200;

    static SuccessAnswer of(HandlerMethod handler) {
        var answers = handler.getMethodAnnotation(Answers.class);
        return answers == null
                ? new SuccessAnswer(returned(handler), List.of(OK), List.of(), List.of(),
                        MediaType.APPLICATION_JSON_VALUE)
                : new SuccessAnswer(body(answers).or(() -> returned(handler)), statuses(answers),
                        List.of(answers.headers()), List.of(answers.otherHeaders()), answers.mediaType());
    }

    List<String> headers(int status) {
        return status == statuses.getFirst() ? firstHeaders : otherHeaders;
    }

    private static Optional<Type> body(Answers answers) {
        if (answers.value() == Void.class) {
            return Optional.empty();
        }
        return Optional.of(answers.of() == Void.class ? answers.value()
                : ResolvableType.forClassWithGenerics(answers.value(), answers.of()).getType());
    }

    private static Optional<Type> returned(HandlerMethod handler) {
        var type = ResolvableType.forMethodReturnType(handler.getMethod());
        var body = type.resolve() == ResponseEntity.class ? type.getGeneric() : type;
        return isNothing(body.resolve()) ? Optional.empty() : Optional.of(body.getType());
    }

    private static boolean isNothing(@Nullable Class<?> type) {
        return type == null || type == Object.class || type == Void.class || type == void.class;
    }

    private static List<Integer> statuses(Answers answers) {
        return answers.status().length == 0 ? List.of(OK) : Arrays.stream(answers.status()).boxed().toList();
    }
}
