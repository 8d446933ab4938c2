package dev.medislot.client.doctor;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A license that waits for verification by staff.
 *
 * @param version in quotation marks, it is the ETag of the license
 * @param validUntil the last day; null without an end
 * @param waitingSince when the doctor entered it, or last changed it
 */
public record UnverifiedLicense(UUID id, long version, DoctorId doctorId, String doctorName, UsState state,
        String number, LocalDate validFrom, @Nullable LocalDate validUntil, Instant waitingSince) {}
