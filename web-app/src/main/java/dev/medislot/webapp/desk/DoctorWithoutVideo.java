package dev.medislot.webapp.desk;

import dev.medislot.client.booking.Booking;
import dev.medislot.common.DoctorId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A doctor without a video room, and the number of the next visits that need one. */
record DoctorWithoutVideo(DoctorId doctorId, @Nullable String doctorName, long visits) {

    static DoctorWithoutVideo of(List<Booking> visits) {
        return new DoctorWithoutVideo(visits.getFirst().doctorId(), visits.getFirst().doctorName(), visits.size());
    }
}
