package dev.medislot.booking;

import dev.medislot.common.security.PublicEndpoints;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Patients claim slots; the service that alone decides who has which. */
@OpenAPIDefinition(info = @Info(title = "Medislot booking", version = "v1", description = "Patients, their bookings and holds of slots, and ratings."))
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class BookingApplication {

    public static void main(String[] args) {
        SpringApplication.run(BookingApplication.class, args);
    }

    @Bean
    PublicEndpoints publicEndpoints() {
        return PublicEndpoints.of("POST /api/v1/patients", "POST /api/v1/patients/login", "GET /api/v1/ratings",
                "GET /api/v1/ratings/*");
    }
}
