package dev.medislot.availability.projection;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.Event;
import dev.medislot.testkit.ProjectionContract;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

@AvailabilityTest
class KnownBookingsTest extends ProjectionContract {

    private final World.TestDoctor doctor = new World.TestDoctor(UUID.randomUUID(), "", "");
    private final UUID patient = UUID.randomUUID();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3));
    private final UUID booking = UUID.randomUUID();

    @Override
    protected String table() {
        return "booking";
    }

    @Override
    protected String row() {
        return "id = '%s'".formatted(booking);
    }

    @Override
    protected Event version(int version) {
        var slot = BookingService.slot(doctor, start.plus(Duration.ofHours(version)), 60);
        return new BookingCreated(booking, version, Instant.now(), new Actor(patient, Role.PATIENT),
                BookingStatus.CONFIRMED, patient, UsState.CO, doctor.id(), slot, null, null);
    }

    @Override
    protected boolean hasTombstones() {
        return false;
    }
}
