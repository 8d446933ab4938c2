package dev.medislot.availability;

import dev.medislot.common.event.Topics;
import dev.medislot.service.program.Program;
import dev.medislot.service.projection.RebuildCommand;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the service: doctors publish their hours and licenses, and the openings that follow are public. The program
 * also rebuilds the copies of the booking service's facts.
 */
@OpenAPIDefinition(
        tags = { @Tag(name = "Doctors", description = "Doctors, their logins and profiles"),
                @Tag(name = "Licenses", description = "Licenses of doctors, by state"),
                @Tag(name = "Hours", description = "Weekly hours, timeslots and time off of doctors"),
                @Tag(name = "Closures", description = "Times when the clinic is closed"),
                @Tag(name = "Visit types", description = "Visit types of the clinic, and those that a doctor offers"),
                @Tag(name = "Openings", description = "Slots that patients can book"),
                @Tag(name = "Calendar", description = "Calendars of doctors, with every slot and its status"),
                @Tag(name = "Sessions", description = "Refreshes and ends of sessions"),
                @Tag(name = "Staff", description = "Staff members and their logins"),
                @Tag(name = "Links", description = "Links by mail that reset a password or confirm an email address") },
        info = @Info(title = "Medislot availability",
                description = "Doctors, their licenses and hours, time off, staff, and openings for patients."))
@SpringBootApplication
@ConfigurationPropertiesScan
public class AvailabilityApplication {

    public static void main(String[] args) {
        Program.run(AvailabilityApplication.class, args, RebuildCommand.of(Topics.BOOKINGS),
                RebuildCommand.of(Topics.HOLDS), RebuildCommand.of(Topics.RATINGS));
    }
}
