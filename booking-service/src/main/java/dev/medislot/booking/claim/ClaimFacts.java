package dev.medislot.booking.claim;

import static dev.medislot.service.sql.Rows.instantOrNull;
import static dev.medislot.service.sql.Rows.state;
import static dev.medislot.service.sql.Rows.stateOrNull;
import static dev.medislot.service.sql.Rows.uuidOrNull;

import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.NotLicensed;
import dev.medislot.booking.claim.Claim.NoticeTooShort;
import dev.medislot.booking.claim.Claim.PhoneNeeded;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.SlotTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The patient's name and state, and the slot as the doctor's day has it.
 *
 * @param isWaiting the patient has entries in the waitlist
 */
record ClaimFacts(String patientName, UsState address, @Nullable Instant end, long licensed,
        @Nullable String doctorName, @Nullable UUID guardian, @Nullable ClaimedVisit visit,
        @Nullable UsState placeState, boolean isWaiting, Attendance attendance) {

    static ClaimFacts of(ResultSet row, int number) throws SQLException {
        return new ClaimFacts(row.getString("first_name") + " " + row.getString("last_name"), state(row, "state"),
                instantOrNull(row, "ends_at"), row.getLong("licensed"), row.getString("doctor_name"),
                uuidOrNull(row, "guardian_id"), ClaimedVisit.of(row), stateOrNull(row, "visit_state"),
                row.getBoolean("is_waiting"), Attendance.of(row));
    }

    /**
     * Applies the rules of a claim. A slot whose day has not arrived yet is unknown, too.
     *
     * @param clinicsLink the video link for doctors who have none of their own
     */
    Claim judge(ClaimRequest request, UUID id, Instant now, Duration minimumNotice, @Nullable String clinicsLink) {
        if (end == null) {
            return new SlotUnknown();
        }
        var start = request.slot().start();
        if (request.isBoundByLimits() && start.isBefore(now.plus(minimumNotice))) {
            return new NoticeTooShort(minimumNotice);
        }
        var state = stateOf(request);
        if ((licensed & state.bit()) == 0) {
            return new NotLicensed(state);
        }
        if (isWithoutPhone()) {
            return new PhoneNeeded();
        }
        return new Granted(id, new SlotTime(request.slot(), start, end), request.patient(), patientName, doctorName,
                state, now, visit, isWaiting, guardian, attendance.orLink(clinicsLink));
    }

    /** Whether the visit is by phone and there is no number at which the doctor could call the patient. */
    private boolean isWithoutPhone() {
        return visit != null && visit.mode() == VisitMode.PHONE && attendance.contact().phone() == null;
    }

    /** Where the patient will be: as asked, at the doctor's place, as before a move, or at their address. */
    UsState stateOf(ClaimRequest request) {
        return Stream.of(request.patientState(), placeState, request.usualState())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(address);
    }
}
