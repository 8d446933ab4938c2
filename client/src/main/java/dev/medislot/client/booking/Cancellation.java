package dev.medislot.client.booking;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The visit that the link in a mail cancels.
 *
 * @param timeZone in which mails to the patient show times
 * @param patientState where the patient would be
 * @param visitTypeId null for the default visit, as its name
 * @param changeableUntil the last moment at which the link cancels it; null once it is closed or has started
 */
public record Cancellation(UUID bookingId, BookingStatus status, int version, DoctorId doctorId,
        @Nullable String doctorName, Instant start, Instant end, ZoneId timeZone, UsState patientState,
        @Nullable UUID visitTypeId, @Nullable String visitTypeName, VisitMode mode,
        @Nullable Instant changeableUntil) {}
