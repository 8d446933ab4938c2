package dev.medislot.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventJsonTest {

    private static final Instant NINE = Instant.parse("2026-12-01T17:00:00Z");
    private static final UUID DOCTOR = UUID.fromString("00000000-0000-0000-0000-00000000000d");
    private static final BookingCreated CREATED = new BookingCreated(new UUID(0, 1), 1, NINE.minusSeconds(60),
            new Actor(new UUID(0, 2), Role.PATIENT), BookingStatus.CONFIRMED, new UUID(0, 2), UsState.CA, DOCTOR,
            new SlotTime(new SlotId(new DoctorId(DOCTOR), NINE), NINE, NINE.plusSeconds(3600)), null, null);

    @Test
    void aBookingReadsAsTheContractSays() {
        var slotId = new SlotId(new DoctorId(DOCTOR), NINE);

        assertThat(JsonMapper.shared().readTree(EventJson.write(CREATED))).isEqualTo(JsonMapper.shared().readTree("""
                {"bookingId": "00000000-0000-0000-0000-000000000001", "version": 1,
                 "occurredAt": "2026-12-01T16:59:00Z",
                 "actor": {"id": "00000000-0000-0000-0000-000000000002", "role": "PATIENT"},
                 "status": "CONFIRMED",
                 "patientId": "00000000-0000-0000-0000-000000000002", "patientState": "CA",
                 "doctorId": "00000000-0000-0000-0000-00000000000d",
                 "slot": {"id": "%s", "start": "2026-12-01T17:00:00Z", "end": "2026-12-01T18:00:00Z"},
                 "previousSlot": null, "previousDoctorId": null}
                """.formatted(slotId)));
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        assertThat(EventJson.read(EventJson.write(CREATED), BookingCreated.class)).isEqualTo(CREATED);
    }

    @Test
    void fieldsOfALaterReleaseAreSkipped() {
        var later = EventJson.write(CREATED).replaceFirst("\\{", "{\"addedLater\": true,");

        assertThat(EventJson.read(later, BookingCreated.class)).isEqualTo(CREATED);
    }

    @Test
    void nonsenseIsUnreadable() {
        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(() -> EventJson.read("{\"bookingId\": 7", BookingCreated.class));
    }
}
