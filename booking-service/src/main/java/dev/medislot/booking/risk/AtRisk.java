package dev.medislot.booking.risk;

import dev.medislot.booking.access.PatientData;
import dev.medislot.booking.booking.Booking;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A booking that stands although it could not be made now.
 *
 * @param proposals slots at the same start of other doctors who are licensed and free: of the same visit type, or of
 *     the default visit and at least as long
 */
@Schema(name = "BookingAtRisk")
public record AtRisk(Booking booking, Why why, List<Proposal> proposals) implements PatientData.Holder {

    @Override
    public Stream<PatientData> patientData() {
        return booking.patientData();
    }

    /** The reason; a missing license comes before a missing slot. */
    @Schema(name = "RiskReason")
    public enum Why {
        NOT_LICENSED,
        /** The doctor's day has no slot of that start and length, or no such visit of the type, any more. */
        NOT_OFFERED
    }

    /**
     * A slot that a booking could be moved to.
     *
     * @param visitTypeId null for the default visit, as its name
     */
    public record Proposal(SlotId slotId, DoctorId doctorId, @Nullable String doctorName, Instant start, Instant end,
            @Nullable UUID visitTypeId, @Nullable String visitTypeName, VisitMode mode) {}
}
