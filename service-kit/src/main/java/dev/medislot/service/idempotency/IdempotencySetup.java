package dev.medislot.service.idempotency;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.time.Clock;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service its {@link IdempotencyKeys}; the table comes with the service's own migrations. */
@AutoConfiguration
@Import(KeyArguments.class)
class IdempotencySetup {

    private static final String DESCRIPTION = """
            Up to 255 characters that name this request. A repeat of the request with its key within a day gets the \
            first answer again, with `Idempotent-Replayed: true`. The key with another body or path is refused with \
            `idempotency-conflict` 422, and a repeat during the first request with `idempotency-conflict` 409. A \
            password is not compared: with another one, the first still counts.""";

    @Bean
    IdempotencyKeys idempotencyKeys(TransactionTemplate transaction, JdbcClient jdbc, JsonMapper json, Clock clock) {
        return new IdempotencyKeys(transaction, jdbc, json, clock);
    }

    @Bean
    OperationCustomizer keysOfRequests() {
        return IdempotencySetup::describe;
    }

    private static Operation describe(Operation operation, HandlerMethod method) {
        for (var parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == IdempotencyKey.class) {
                // springdoc takes it for a query parameter
                operation.getParameters().removeIf(it -> it.getName().equals(parameter.getParameter().getName()));
                operation.addParametersItem(new Parameter().name(KeyArguments.HEADER)
                        .in("header")
                        .description(DESCRIPTION)
                        .schema(new JsonSchema().typesItem("string")
                                .minLength(1)
                                .maxLength(IdempotencyKey.MAX_LENGTH)));
            }
        }
        return operation;
    }
}
