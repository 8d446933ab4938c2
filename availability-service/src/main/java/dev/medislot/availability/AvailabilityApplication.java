package dev.medislot.availability;

import dev.medislot.common.event.Topics;
import dev.medislot.service.program.Program;
import dev.medislot.service.projection.RebuildCommand;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the service: doctors publish their hours and licenses, and the openings that follow are public. The program
 * also rebuilds the copies of the booking service's facts.
 */
@OpenAPIDefinition(info = @Info(title = "Medislot availability", version = "v1",
        description = "Doctors, their licenses and hours, time off, staff, and the openings that patients can book."))
@SpringBootApplication
@ConfigurationPropertiesScan
public class AvailabilityApplication {

    public static void main(String[] args) {
        Program.run(AvailabilityApplication.class, args, RebuildCommand.of(Topics.BOOKINGS),
                RebuildCommand.of(Topics.HOLDS), RebuildCommand.of(Topics.RATINGS));
    }

    /** Enables schedules, where the program serves. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @Profile(Program.SERVING)
    static class Timetable {}
}
