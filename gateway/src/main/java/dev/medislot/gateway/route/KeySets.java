package dev.medislot.gateway.route;

import dev.medislot.web.problem.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the keys of all services that sign tokens as one set; of a service that does not answer, the keys that it had
 * last.
 */
@RestController
class KeySets {

    private static final Logger LOG = LoggerFactory.getLogger(KeySets.class);
    private static final String PATH = "/.well-known/jwks.json";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Services services;
    private final HttpClient client;
    private final JsonMapper json;
    private final Map<String, JsonNode> last = new ConcurrentHashMap<>();

    KeySets(Services services, HttpClient upstreamClient, JsonMapper json) {
        this.services = services;
        this.client = upstreamClient;
        this.json = json;
    }

    @GetMapping(PATH)
    Map<String, List<JsonNode>> all() {
        var keys = Stream.of(services.availability(), services.booking())
                .parallel()
                .flatMap(service -> keys(service).stream())
                .flatMap(set -> set.path("keys").valueStream())
                .toList();
        if (keys.isEmpty()) {
            throw Refused.unavailable("The services that sign tokens do not answer");
        }
        return Map.of("keys", keys);
    }

    private Optional<JsonNode> keys(Instances service) {
        service.candidates()
                .stream()
                .map(this::fetched)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(keys -> last.put(service.service(), keys));
        return Optional.ofNullable(last.get(service.service()));
    }

    private Optional<JsonNode> fetched(URI instance) {
        var request = HttpRequest.newBuilder(instance.resolve(PATH)).timeout(TIMEOUT).build();
        try {
            var answer = client.send(request, BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(json.readTree(answer.body())) : Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.warn("No keys from {}: {}", instance, e.getClass().getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
