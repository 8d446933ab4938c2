package dev.medislot.availability.projection;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.SlotHeld;
import dev.medislot.common.event.SlotTime;
import dev.medislot.testkit.ProjectionContract;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

@AvailabilityTest
class HoldsTest extends ProjectionContract {

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3));
    private final UUID doctor = UUID.randomUUID();
    private final UUID holder = UUID.randomUUID();

    @Override
    protected String table() {
        return "hold";
    }

    @Override
    protected String row() {
        return "doctor_id = '%s'".formatted(doctor);
    }

    @Override
    protected Event version(int version) {
        var slot = new SlotTime(new SlotId(new DoctorId(doctor), start), start, start.plus(Duration.ofHours(1)));
        return new SlotHeld(doctor, slot, version, Instant.now(), start.minus(Duration.ofHours(version)), holder);
    }
}
