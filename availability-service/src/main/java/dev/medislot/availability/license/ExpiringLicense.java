package dev.medislot.availability.license;

import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A license that ends soon.
 *
 * @param strandedBookings bookings after its last date, of patients who will be in that state, that no following
 *     license covers
 */
record ExpiringLicense(UUID id, UUID doctorId, String doctorName, UsState state, String number, LocalDate validFrom,
        LocalDate validUntil, int strandedBookings) {

    ExpiringLicense stranding(int bookings) {
        return new ExpiringLicense(id, doctorId, doctorName, state, number, validFrom, validUntil, bookings);
    }

    /** Whether a visit is without a license because this one has ended, and not a later one. */
    boolean strands(Instant visit, List<DoctorChanged.License> licenses) {
        return DoctorChanged.License.dateWithout(licenses, state, visit)
                .filter(date -> date.isAfter(validUntil) && licenses.stream()
                        .noneMatch(other -> other.validFrom().isAfter(validUntil) && !other.validFrom().isAfter(date)))
                .isPresent();
    }
}
