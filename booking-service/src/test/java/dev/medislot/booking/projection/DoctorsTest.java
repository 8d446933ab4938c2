package dev.medislot.booking.projection;

import dev.medislot.booking.BookingTest;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.DoctorChanged.License;
import dev.medislot.common.event.Event;
import dev.medislot.testkit.ProjectionContract;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

@BookingTest
class DoctorsTest extends ProjectionContract {

    private final UUID doctor = UUID.randomUUID();

    @Override
    protected String table() {
        return "doctor";
    }

    @Override
    protected String row() {
        return "id = '%s'".formatted(doctor);
    }

    @Override
    protected Event version(int version) {
        return new DoctorChanged(doctor, version, Instant.now(), "Kai", "Lee " + version, null, null,
                ZoneId.of("Pacific/Honolulu"), 60, List.of(new License(UsState.HI, LocalDate.EPOCH, null)));
    }
}
