package dev.medislot.booking.projection;

import dev.medislot.common.DoctorId;
import java.time.LocalDate;

/** A day that was stored, with visits in person at the place of the doctor. */
public record PlacePublished(DoctorId doctor, LocalDate date) {}
