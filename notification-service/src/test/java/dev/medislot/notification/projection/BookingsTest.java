package dev.medislot.notification.projection;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.SlotTime;
import dev.medislot.notification.ServiceTest;
import dev.medislot.testkit.ProjectionContract;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

@ServiceTest
class BookingsTest extends ProjectionContract {

    private static final Instant LONG_AGO = Instant.parse("2024-05-06T07:00:00Z");

    private final UUID booking = UUID.randomUUID();
    private final UUID patient = UUID.randomUUID();
    private final DoctorId doctor = new DoctorId(UUID.randomUUID());

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
        var start = LONG_AGO.plus(Duration.ofDays(version));
        var slot = new SlotTime(new SlotId(doctor, start), start, start.plus(Duration.ofHours(1)));
        return new BookingUpdated(booking, version, LONG_AGO, Actor.SYSTEM, BookingStatus.CONFIRMED, patient,
                UsState.CA, doctor.value(), slot, null, null);
    }

    @Override
    protected boolean hasTombstones() {
        return false;
    }
}
