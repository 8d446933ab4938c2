package dev.medislot.client.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.MockClientHttpResponse;
import tools.jackson.databind.json.JsonMapper;

class ReadProblemTest {

    private final ReadProblem read = new ReadProblem(new JsonMapper());

    @Test
    void anInvalidRequestNamesItsFields() throws IOException {
        var problem = problem(400, """
                {"type":"urn:medislot:problem:validation","title":"Invalid input","status":400,"detail":"See errors",
                 "requestId":"4bf92f3577b34da6a3ce929d0e0e4736","errors":[{"field":"zip","message":"is missing"}]}""");

        assertThat(problem).isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("validation")
                .hasMessageContaining("zip");
        assertThat(problem.fields()).containsExactly(new FieldError("zip", "is missing"));
        assertThat(problem.requestId()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(problem.type()).contains(ProblemType.VALIDATION);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeIsReadBack(ProblemType type) throws IOException {
        var problem = problem(type.status(), """
                {"type":"%s","title":"%s","status":%d,"detail":"Why","added":"later"}""".formatted(type.uri(),
                type.title(), type.status()));

        assertThat(problem.type()).contains(type);
        assertThat(problem.status()).isEqualTo(type.status());
        assertThat(problem.detail()).isEqualTo("Why");
    }

    @ParameterizedTest
    @CsvSource({ "17, PT17S", "0, PT0S", ", PT2S", "'Wed, 21 Oct 2026 07:28:00 GMT', PT2S" })
    void aBusyServerSaysHowLongToWait(String header, Duration wait) throws IOException {
        var answer = new MockClientHttpResponse(new byte[0], HttpStatusCode.valueOf(429));
        if (header != null) {
            answer.getHeaders().set(HttpHeaders.RETRY_AFTER, header);
        }

        assertThat(read.from(answer)).isInstanceOfSatisfying(TryLater.class,
                busy -> assertThat(busy.retryAfter()).isEqualTo(wait));
    }

    @ParameterizedTest
    @CsvSource({ "''", "<html>Bad gateway</html>", "null", "[]", "'{\"status\":200}'" })
    void anAnswerOfAProxyIsAServerFault(String body) throws IOException {
        var problem = problem(502, body);

        assertThat(problem).isInstanceOf(ServerFault.class);
        assertThat(problem.status()).isEqualTo(502);
        assertThat(problem.type()).isEmpty();
    }

    private ApiProblem problem(int status, String body) throws IOException {
        return read.from(
                new MockClientHttpResponse(body.getBytes(StandardCharsets.UTF_8), HttpStatusCode.valueOf(status)));
    }
}
