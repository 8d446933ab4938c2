package dev.medislot.client.problem;

import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads an answer that is an error. */
public final class ReadProblem {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final JsonMapper json;

    public ReadProblem(JsonMapper json) {
        this.json = json;
    }

    /** Never fails: an answer that is not a problem document becomes one with its status alone. */
    public ApiProblem from(ClientHttpResponse answer) throws IOException {
        var status = answer.getStatusCode().value();
        var document = document(answer.getBody().readAllBytes(), status);
        return switch (status) {
            case 401 -> new NotLoggedIn(document);
            case 403 -> new NotAllowed(document);
            case 404 -> new NotFound(document);
            case 409, 412 -> new Conflict(document);
            case 422 -> new RuleViolated(document);
            case 429, 503 -> new TryLater(document, retryAfter(answer.getHeaders()));
            default -> status < 500 ? new InvalidRequest(document) : new ServerFault(document);
        };
    }

    private ProblemDocument document(byte[] body, int status) {
        try {
            var read = json.readValue(body, ProblemDocument.class);
            if (read != null && read.status() == status) {
                return read;
            }
        } catch (JacksonException _) {
            // not a problem document
        }
        return new ProblemDocument(null, "An answer without a problem document", status, null, null, null);
    }

    private static Duration retryAfter(HttpHeaders headers) {
        var seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : RETRY;
    }
}
