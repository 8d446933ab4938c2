package dev.medislot.booking.projection;

import dev.medislot.booking.BookingTest;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.testkit.ProjectionContract;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@BookingTest
class DoctorDaysTest extends ProjectionContract {

    private static final ZoneId ZONE = ZoneId.of("Pacific/Honolulu");

    private final LocalDate date = LocalDate.now(ZONE).plusDays(3);
    private final UUID doctor = UUID.randomUUID();

    @Override
    protected String table() {
        return "doctor_day";
    }

    @Override
    protected String row() {
        return "doctor_id = '%s'".formatted(doctor);
    }

    @Override
    protected Event version(int version) {
        var start = date.atTime(9 + version, 0).atZone(ZONE).toInstant();
        var slot = new SlotTime(new SlotId(new DoctorId(doctor), start), start, start.plus(Duration.ofHours(1)));
        return new SchedulePublished(doctor, date, version, Instant.now(), ZONE, List.of(slot), Set.of(UsState.HI),
                List.of());
    }
}
