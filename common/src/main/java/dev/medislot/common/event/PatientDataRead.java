package dev.medislot.common.event;

import dev.medislot.common.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person other than the patient read data of a patient, or made a request that could change it; ids only. Repeats of
 * a read are published once.
 *
 * @param bookingId the booking that the data is about; missing without one
 * @param operation the operation of the API, as {@code listMails}
 * @param change whether the request could change data
 */
public record PatientDataRead(UUID patientId, @Nullable UUID bookingId, UUID actorId, Role actorRole, String operation,
        boolean change, Instant occurredAt) implements Event {

    @Override
    public String topic() {
        return Topics.ACCESSES;
    }

    @Override
    public String key() {
        return patientId.toString();
    }

    @Override
    public long sequence() {
        return occurredAt.toEpochMilli();
    }
}
