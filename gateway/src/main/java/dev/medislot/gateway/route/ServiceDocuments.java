package dev.medislot.gateway.route;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the OpenAPI documents of the services; of a service that does not answer, the document that it had last. */
@Component
public class ServiceDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceDocuments.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Services services;
    private final HttpClient client;
    private final JsonMapper json;
    private final Map<String, JsonNode> last = new ConcurrentHashMap<>();

    ServiceDocuments(Services services, HttpClient upstreamClient, JsonMapper json) {
        this.services = services;
        this.client = upstreamClient;
        this.json = json;
    }

    /** Returns them in the order of the services, without those of services that have never answered. */
    public List<JsonNode> read() {
        return services.all().parallelStream().map(this::document).flatMap(Optional::stream).toList();
    }

    private Optional<JsonNode> document(Instances service) {
        service.candidates()
                .stream()
                .map(this::fetched)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(document -> last.put(service.service(), document));
        return Optional.ofNullable(last.get(service.service()));
    }

    private Optional<JsonNode> fetched(URI instance) {
        var request = HttpRequest.newBuilder(instance.resolve("/v3/api-docs")).timeout(TIMEOUT).build();
        try {
            var document = json.readTree(client.send(request, BodyHandlers.ofByteArray()).body());
            return document.has("openapi") ? Optional.of(document) : Optional.empty();
        } catch (IOException | JacksonException e) {
            LOG.warn("No API description from {}: {}", instance, e.getClass().getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
