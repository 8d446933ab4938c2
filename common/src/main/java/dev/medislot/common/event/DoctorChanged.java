package dev.medislot.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current public profile and licenses of a doctor.
 *
 * @param visitTypes what the doctor offers, perhaps nothing; null for the default visit, of {@code slotMinutes}
 */
public record DoctorChanged(UUID doctorId, long version, Instant occurredAt, String firstName, String lastName,
        @Nullable String specialty, @Nullable String bio, ZoneId timeZone, int slotMinutes, List<License> licenses,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<OfferedVisit> visitTypes) implements Event {

    /**
     * A visit type that the doctor offers.
     *
     * @param minutes how long a visit lasts with this doctor
     */
    public record OfferedVisit(UUID visitTypeId, int minutes) {}

    /** Makes the event of a doctor with the default visit. */
    public DoctorChanged(UUID doctorId, long version, Instant occurredAt, String firstName, String lastName,
            @Nullable String specialty, @Nullable String bio, ZoneId timeZone, int slotMinutes,
            List<License> licenses) {
        this(doctorId, version, occurredAt, firstName, lastName, specialty, bio, timeZone, slotMinutes, licenses, null);
    }

    /**
     * Valid from {@code validFrom} to {@code validUntil}, both included, in the local time of the state; without an end
     * when {@code validUntil} is null. Licenses of one state never overlap.
     */
    public record License(UsState state, LocalDate validFrom, @Nullable LocalDate validUntil) {

        /**
         * The license rule, which exists only here: a visit is allowed when in every zone of the patient's state a
         * license is valid on the local date of the visit's start there.
         */
        public static boolean permit(Collection<License> licenses, UsState patientState, Instant start) {
            return dateWithout(licenses, patientState, start).isEmpty();
        }

        /** The earliest date in the patient's state at the visit's start on which no license is valid. */
        public static Optional<LocalDate> dateWithout(Collection<License> licenses, UsState patientState,
                Instant start) {
            return patientState.datesAt(start)
                    .stream()
                    .filter(date -> licenses.stream().noneMatch(license -> license.isValid(patientState, date)))
                    .findFirst();
        }

        /** All states that permit a visit with that start. */
        public static Set<UsState> statesAt(Collection<License> licenses, Instant start) {
            var states = EnumSet.noneOf(UsState.class);
            for (var license : licenses) {
                if (permit(licenses, license.state(), start)) {
                    states.add(license.state());
                }
            }
            return states;
        }

        private boolean isValid(UsState patientState, LocalDate date) {
            return state == patientState && !date.isBefore(validFrom)
                    && (validUntil == null || !date.isAfter(validUntil));
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
