package dev.medislot.booking;

import dev.medislot.booking.booking.RecoverBookings;
import dev.medislot.common.event.Topics;
import dev.medislot.service.program.Command;
import dev.medislot.service.program.Program;
import dev.medislot.service.projection.RebuildCommand;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The booking service. Its program can also rebuild the projections of the availability service's facts, and recover
 * bookings that a restored database lacks.
 */
@OpenAPIDefinition(
        tags = { @Tag(name = "Bookings", description = "Bookings of slots, their versions, and the ones at risk"),
                @Tag(name = "Holds", description = "Short holds of slots while a form is filled in"),
                @Tag(name = "Waitlist", description = "Patients who wait for an opening, and the offers to them"),
                @Tag(name = "Patients", description = "Patients, their logins and profiles"),
                @Tag(name = "Sessions", description = "Refreshes and ends of sessions"),
                @Tag(name = "Desk", description = "The day of the front desk"),
                @Tag(name = "Clinic", description = "The clinic and its rules"),
                @Tag(name = "Ratings", description = "Ratings of completed visits"),
                @Tag(name = "Audit", description = "Counts of inconsistencies"),
                @Tag(name = "Links", description = "Links by mail that reset a password or confirm an email address") },
        info = @Info(title = "Medislot booking",
                description = "Patients, their bookings and holds of slots, and ratings."))
@SpringBootApplication
@ConfigurationPropertiesScan
public class BookingApplication {

    public static void main(String[] args) {
        Program.run(BookingApplication.class, args, RebuildCommand.of(Topics.SCHEDULES),
                RebuildCommand.forgetting(Topics.SCHEDULES), RebuildCommand.of(Topics.DOCTORS),
                RebuildCommand.of(Topics.CONTACTS),
                new Command("recover bookings", (service, _) -> service.getBean(RecoverBookings.class).recover()));
    }
}
