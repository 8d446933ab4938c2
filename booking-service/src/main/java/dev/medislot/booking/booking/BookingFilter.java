package dev.medislot.booking.booking;

import dev.medislot.booking.guardian.Family;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bookings to list; a condition that is null leaves nothing out.
 *
 * @param from lists only bookings that end after it
 * @param to lists only bookings that start before it
 */
record BookingFilter(@Nullable BookingStatus status, @Nullable Instant from, @Nullable Instant to,
        @Nullable DoctorId doctor, @Nullable List<PatientId> patients) {

    /** The part of these bookings that the caller may see; empty if it may see none. */
    Optional<BookingFilter> visibleTo(Family family) {
        var caller = family.caller();
        return switch (caller.role()) {
            case PATIENT -> patients == null || family.patients().containsAll(patients)
                    ? Optional.of(new BookingFilter(status, from, to, doctor,
                            Objects.requireNonNullElse(patients, family.patients())))
                    : Optional.empty();
            case DOCTOR -> doctor == null || caller.is(doctor)
                    ? Optional.of(new BookingFilter(status, from, to, new DoctorId(caller.id()), patients))
                    : Optional.empty();
            case STAFF, SYSTEM -> Optional.of(this);
        };
    }
}
