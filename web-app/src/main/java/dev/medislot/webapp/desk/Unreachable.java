package dev.medislot.webapp.desk;

import dev.medislot.client.booking.Booking;
import dev.medislot.common.DoctorId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A doctor without a video room, and the number of the next visits that need one. */
record Unreachable(DoctorId doctorId, @Nullable String doctorName, long visits) {

    static Unreachable of(List<Booking> visits) {
        return new Unreachable(visits.getFirst().doctorId(), visits.getFirst().doctorName(), visits.size());
    }
}
