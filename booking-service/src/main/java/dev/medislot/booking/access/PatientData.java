package dev.medislot.booking.access;

import dev.medislot.common.PatientId;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Data of one patient in an answer.
 *
 * @param booking the booking that the data is about; missing for a profile
 */
public record PatientData(PatientId patient, @Nullable UUID booking) {

    /** An answer, or a part of one, that has data of patients. */
    public interface Holder {

        Stream<PatientData> patientData();
    }
}
