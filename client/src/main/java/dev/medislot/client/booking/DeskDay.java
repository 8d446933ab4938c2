package dev.medislot.client.booking;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One day of several doctors, side by side.
 *
 * @param timeZone of the date; null if it is each doctor's own
 * @param next the cursor of the next page of doctors; null on the last page
 */
public record DeskDay(LocalDate date, @Nullable ZoneId timeZone, List<DoctorColumn> doctors, @Nullable String next) {

    /** One doctor's slots of the day by start. */
    public record DoctorColumn(DoctorId doctorId, String doctorName, @Nullable String specialty, ZoneId timeZone,
            List<DeskSlot> slots) {}

    /**
     * A slot of the day; the booking or hold, and the patient, are null unless it is taken.
     *
     * @param status {@code OPEN}, {@code BOOKED}, {@code HELD} or {@code PAST}
     * @param mode null for the default visit
     * @param visits the visit types that can start with a free slot, the shortest first, whose id and end the slot has;
     *     empty for the default visit
     */
    public record DeskSlot(SlotId id, Instant start, Instant end, String status, @Nullable UUID bookingId,
            @Nullable BookingStatus bookingStatus, @Nullable UUID holdId, @Nullable Instant heldUntil,
            @Nullable PatientId patientId, @Nullable String patientName, @Nullable LocalDate patientDateOfBirth,
            @Nullable String visitTypeName, @Nullable VisitMode mode, List<DeskVisit> visits) {

        public DeskSlot {
            // missing in answers of earlier servers
            visits = visits == null ? List.of() : visits;
        }
    }

    /** A visit of a type that can start with a free slot; {@code slotId} is the slot to book. */
    public record DeskVisit(SlotId slotId, UUID visitTypeId, String visitTypeName, VisitMode mode, Instant end) {}
}
