package dev.medislot.availability.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot that can be booked now.
 *
 * @param visit null for the default visit
 */
record Opening(DoctorId doctor, String doctorName, Instant start, Instant end, @Nullable OpenVisit visit) {

    record OpenVisit(UUID type, int bit, String name, VisitMode mode) {}

    /** Makes an opening of the default visit. */
    Opening(DoctorId doctor, String doctorName, Instant start, Instant end) {
        this(doctor, doctorName, start, end, null);
    }

    SlotId slotId() {
        return new SlotId(doctor, start, visit == null ? null : visit.type());
    }

    int bit() {
        return visit == null ? Search.DEFAULT_VISIT : visit.bit();
    }
}
