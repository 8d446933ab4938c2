package dev.medislot.common.event;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The current public profile and licenses of a doctor. */
public record DoctorChanged(UUID doctorId, long version, Instant occurredAt, String firstName, String lastName,
        @Nullable String specialty, @Nullable String bio, ZoneId timeZone, int slotMinutes, List<License> licenses)
        implements Event {

    /**
     * Valid from {@code validFrom} to {@code validUntil}, both included; without an end when {@code validUntil} is
     * null.
     */
    public record License(UsState state, LocalDate validFrom, @Nullable LocalDate validUntil) {

        /**
         * The license rule, which exists only here: whether a visit on that local date with a patient in that state is
         * allowed.
         */
        public boolean permits(UsState patientState, LocalDate visit) {
            return state == patientState && !visit.isBefore(validFrom)
                    && (validUntil == null || !visit.isAfter(validUntil));
        }
    }

    @Override
    public String topic() {
        return Topics.DOCTORS;
    }

    @Override
    public String key() {
        return doctorId.toString();
    }

    @Override
    public long sequence() {
        return version;
    }
}
