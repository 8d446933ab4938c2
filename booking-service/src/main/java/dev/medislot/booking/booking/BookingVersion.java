package dev.medislot.booking.booking;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.state;
import static dev.medislot.service.sql.Rows.uuid;
import static dev.medislot.service.sql.Rows.uuidOrNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.booking.access.PatientData;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Actor;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/** One version of a booking, with the change and the actor that made it. */
record BookingVersion(@JsonIgnore PatientId patient, @JsonIgnore UUID booking, int version, VersionChange change,
        Instant occurredAt, Actor actor, BookingStatus status, DoctorId doctorId, SlotId slotId, Instant start,
        Instant end, UsState patientState) implements PatientData.Holder {

    @Override
    public Stream<PatientData> patientData() {
        return Stream.of(new PatientData(patient, booking));
    }

    static BookingVersion of(ResultSet row, int number) throws SQLException {
        var slot = Rows.slotId(row);
        return new BookingVersion(Rows.patientId(row, "patient_id"), uuid(row, "booking_id"), row.getInt("version"),
                VersionChange.valueOf(row.getString("change")), instant(row, "occurred_at"),
                new Actor(uuidOrNull(row, "actor_id"), Role.valueOf(row.getString("actor_role"))),
                BookingStatus.valueOf(row.getString("status")), slot.doctor(), slot, slot.start(),
                instant(row, "ends_at"), state(row, "patient_state"));
    }
}
