package dev.medislot.notification.access;

import dev.medislot.common.PatientId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of one patient in an answer.
 *
 * @param booking the booking that the data is about; missing without one
 */
public record PatientData(PatientId patient, @Nullable UUID booking) {}
