package dev.medislot.availability.projection;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.RatingsChanged;
import dev.medislot.testkit.ProjectionContract;
import java.time.Instant;
import java.util.UUID;

@AvailabilityTest
class RatingsTest extends ProjectionContract {

    private final UUID doctor = UUID.randomUUID();

    @Override
    protected String table() {
        return "rating";
    }

    @Override
    protected String row() {
        return "doctor_id = '%s'".formatted(doctor);
    }

    @Override
    protected Event version(int version) {
        return new RatingsChanged(doctor, version, Instant.now(), 4.5, version);
    }
}
