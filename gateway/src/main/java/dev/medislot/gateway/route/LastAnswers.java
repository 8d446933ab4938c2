package dev.medislot.gateway.route;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a JSON document from each service, and keeps the last one of a service for the time in which it is silent. */
final class LastAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(LastAnswers.class);

    private final HttpClient client;
    private final JsonMapper json;
    private final String path;
    private final String field;
    private final Duration timeout;
    private final Map<String, JsonNode> last = new ConcurrentHashMap<>();

    /** @param field an answer without it does not count */
    LastAnswers(HttpClient client, JsonMapper json, String path, String field, Duration timeout) {
        this.client = client;
        this.json = json;
        this.path = path;
        this.field = field;
        this.timeout = timeout;
    }

    /** Returns nothing for a service that has never answered. */
    Optional<JsonNode> of(Instances service) {
        service.candidates()
                .stream()
                .map(this::fetched)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(answer -> last.put(service.service(), answer));
        return Optional.ofNullable(last.get(service.service()));
    }

    private Optional<JsonNode> fetched(URI instance) {
        var address = instance.resolve(path);
        try {
            var answer = client.send(HttpRequest.newBuilder(address).timeout(timeout).build(),
                    BodyHandlers.ofByteArray());
            return answer.statusCode() == 200
                    ? Optional.of(json.readTree(answer.body())).filter(document -> document.has(field))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.warn("No readable answer from {}: {}", address, e.getClass().getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
