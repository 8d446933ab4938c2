package dev.medislot.gateway.route;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the OpenAPI documents of the services; of a service that does not answer, the document that it had last. */
@Component
public class ServiceDocuments {

    private static final String PATH = "/v3/api-docs";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Services services;
    private final LastAnswers documents;

    ServiceDocuments(Services services, HttpClient upstreamClient, JsonMapper json) {
        this.services = services;
        this.documents = new LastAnswers(upstreamClient, json, PATH, "openapi", TIMEOUT);
    }

    /** Returns them in the order of the services, without those of services that have never answered. */
    public List<JsonNode> read() {
        return services.all().parallelStream().map(documents::of).flatMap(Optional::stream).toList();
    }
}
