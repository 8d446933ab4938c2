package dev.medislot.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.Api;
import dev.medislot.testkit.ServiceSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;

class KafkaAwayTest {

    @Test
    void theServiceStartsAndServesWithoutKafka() {
        try (var service = started()) {
            var api = Api.at("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"));
            api.get("/readyz").isOk();
            assertThat(api.get("/v3/api-docs").text()).contains("\"openapi\":\"3.1", "/api/v1/slots",
                    "/api/v1/doctors/{id}/slots/why");
            api.post("/api/v1/doctors", """
                    {"email":"alone@doctors.example","password":"a long secret","firstName":"Al",
                     "lastName":"One","timeZone":"America/Denver"}""").isCreated();
        }
    }

    private static ConfigurableApplicationContext started() {
        return new SpringApplicationBuilder(AvailabilityApplication.class)
                .initializers(new AvailabilityTest.Surroundings(),
                        context -> TestPropertyValues
                                .of("spring.datasource.url=" + Infrastructure.shared().jdbcUrl("availability_alone"),
                                        "spring.kafka.bootstrap-servers=127.0.0.1:1", "server.port=0",
                                        ServiceSettings.SELF_REGISTRATION)
                                .applyTo(context))
                .run();
    }
}
