package dev.medislot.booking.waitlist;

import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.slotId;
import static dev.medislot.service.sql.Rows.stateOrNull;
import static dev.medislot.service.sql.Rows.uuid;
import static dev.medislot.service.sql.Rows.uuidOrNull;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.service.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An offer as it is stored.
 *
 * @param account the patient, or the guardian of a dependent
 * @param state where the patient will be; null for the state of their address
 * @param isHeld its slot is still held
 * @param bookingId the booking that ended the entry; null without one
 */
record StoredOffer(PatientId patient, UUID account, SlotId slot, @Nullable UsState state, boolean isHeld,
        @Nullable UUID bookingId) {

    /** The recipient of the mail about the offer. */
    Caller reader() {
        return new Caller(account, Role.PATIENT, null);
    }

    static StoredOffer of(ResultSet row, int number) throws SQLException {
        return new StoredOffer(patientId(row, "patient_id"), uuid(row, "account"), slotId(row),
                stateOrNull(row, "state"), row.getBoolean("is_held"), uuidOrNull(row, "booking_id"));
    }
}
