package dev.medislot.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;

class KafkaAwayTest {

    @Test
    void theServiceStartsAndServesWithoutKafka() throws Exception {
        try (var service = started();
                var http = HttpClient.newHttpClient()) {
            var base = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
            var readiness = http.send(HttpRequest.newBuilder(URI.create(base + "/actuator/health/readiness")).build(),
                    BodyHandlers.ofString());
            assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);

            var docs = http.send(HttpRequest.newBuilder(URI.create(base + "/v3/api-docs")).build(),
                    BodyHandlers.ofString());
            assertThat(docs.body()).contains("\"openapi\":\"3.1", "/api/v1/slots", "/api/v1/doctors/{id}/slots/why");

            var registered = http.send(HttpRequest.newBuilder(URI.create(base + "/api/v1/doctors"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("""
                            {"email":"alone@doctors.example","password":"a long secret","firstName":"Al",
                             "lastName":"One","timeZone":"America/Denver"}"""))
                    .build(), BodyHandlers.ofString());
            assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        }
    }

    private static ConfigurableApplicationContext started() {
        return new SpringApplicationBuilder(AvailabilityApplication.class)
                .initializers(new AvailabilityTest.Surroundings(),
                        context -> TestPropertyValues.of(
                                "spring.datasource.url="
                                        + dev.medislot.infra.Infrastructure.shared().jdbcUrl("availability_alone"),
                                "spring.kafka.bootstrap-servers=127.0.0.1:1", "server.port=0").applyTo(context))
                .run();
    }
}
