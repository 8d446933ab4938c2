package dev.medislot.gateway.route;

import dev.medislot.web.problem.Refused;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the keys of all services that sign tokens as one set; of a service that does not answer, the keys that it had
 * last.
 */
@RestController
class KeySets {

    private static final String PATH = "/.well-known/jwks.json";
    private static final String KEYS = "keys";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Services services;
    private final LastAnswers sets;

    KeySets(Services services, HttpClient upstreamClient, JsonMapper json) {
        this.services = services;
        this.sets = new LastAnswers(upstreamClient, json, PATH, KEYS, TIMEOUT);
    }

    @GetMapping(PATH)
    Map<String, List<JsonNode>> all() {
        var keys = Stream.of(services.availability(), services.booking())
                .parallel()
                .map(sets::of)
                .flatMap(Optional::stream)
                .flatMap(set -> set.path(KEYS).valueStream())
                .toList();
        if (keys.isEmpty()) {
            throw Refused.unavailable("The services that sign tokens do not answer");
        }
        return Map.of(KEYS, keys);
    }
}
