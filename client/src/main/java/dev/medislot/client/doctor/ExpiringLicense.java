package dev.medislot.client.doctor;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.util.UUID;

/** A license that ends soon, with the number of bookings after its last day. */
public record ExpiringLicense(UUID id, DoctorId doctorId, String doctorName, UsState state, String number,
        LocalDate validFrom, LocalDate validUntil, int strandedBookings) {}
