package dev.medislot.booking.desk;

import dev.medislot.booking.access.PatientData;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One day of several doctors, side by side.
 *
 * @param timeZone the zone of the date; null if it is each doctor's own
 * @param next the cursor of the doctors after these; null on the last page
 */
record DeskDay(LocalDate date, @Nullable ZoneId timeZone, List<DoctorsDay> doctors, @Nullable String next)
        implements PatientData.Holder {

    @Override
    public Stream<PatientData> patientData() {
        return doctors.stream()
                .flatMap(doctor -> doctor.slots().stream())
                .flatMap(slot -> Stream.ofNullable(slot.patientId())
                        .map(patient -> new PatientData(patient, slot.bookingId())));
    }

    /** One doctor's slots of the day by start. */
    @Schema(name = "DeskDoctor")
    record DoctorsDay(DoctorId doctorId, String doctorName, @Nullable String specialty, ZoneId timeZone,
            List<DeskSlot> slots) {}

    /**
     * A slot of the day; the booking, or the hold, and the patient are there if it is taken.
     *
     * @param mode null for the default visit
     * @param visits the visit types that can start then, the shortest first, which is the slot itself; empty for a slot
     *     that is taken, and for the default visit
     */
    record DeskSlot(SlotId id, Instant start, Instant end, Status status, @Nullable UUID bookingId,
            @Nullable BookingStatus bookingStatus, @Nullable UUID holdId, @Nullable Instant heldUntil,
            @Nullable PatientId patientId, @Nullable String patientName, @Nullable LocalDate patientDateOfBirth,
            @Nullable String visitTypeName, @Nullable VisitMode mode, List<DeskVisit> visits) {

        /** A free slot of the default visit, or of visit types that all start then. */
        static DeskSlot free(SlotId id, Instant end, List<DeskVisit> visits, Instant now) {
            return new DeskSlot(id, id.start(), end, id.start().isAfter(now) ? Status.OPEN : Status.PAST, null, null,
                    null, null, null, null, null, visits.isEmpty() ? null : visits.getFirst().visitTypeName(),
                    visits.isEmpty() ? null : visits.getFirst().mode(), visits);
        }
    }

    /** A visit of a type that can start with a free slot. */
    record DeskVisit(SlotId slotId, UUID visitTypeId, String visitTypeName, VisitMode mode, Instant end) {}

    @Schema(name = "DeskSlotStatus")
    enum Status {
        /** Published, free and ahead. */
        OPEN,
        /** Has a booking that is confirmed or was closed as completed or no-show, whether published or not. */
        BOOKED,
        HELD,
        /** Published, without a booking, and has started. */
        PAST
    }
}
