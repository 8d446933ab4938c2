package dev.medislot.gateway;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Names the services' API descriptions in the form that Swagger UI is configured with. */
@RestController
class ApiDescriptions {

    @GetMapping("/v3/api-docs")
    Index index() {
        return new Index(Stream.of("availability", "booking", "notification")
                .map(service -> new Description(service, "/v3/api-docs/" + service))
                .toList());
    }

    record Index(List<Description> urls) {}

    record Description(String name, String url) {}
}
