package dev.medislot.gateway.docs;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.medislot.gateway.route.ServiceDocuments;
import dev.medislot.web.problem.Refused;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Answers one OpenAPI document of all services, at most a few seconds old. */
@RestController
class ApiDocument {

    private static final Logger LOG = LoggerFactory.getLogger(ApiDocument.class);
    private static final String PATH = "/v3/api-docs";

    private final LoadingCache<String, ObjectNode> documents;

    ApiDocument(ServiceDocuments services) {
        documents = Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).build(_ -> merged(services));
    }

    @GetMapping(PATH)
    ObjectNode document() {
        return documents.get(PATH);
    }

    private static ObjectNode merged(ServiceDocuments services) {
        var documents = services.read();
        if (documents.isEmpty()) {
            throw Refused.unavailable("No service answers with its API description");
        }
        var merged = MergedDocument.of(documents);
        if (!merged.conflicts().isEmpty()) {
            LOG.error("The API descriptions disagree about {}", merged.conflicts());
        }
        return merged.document();
    }
}
