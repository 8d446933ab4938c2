package dev.medislot.booking.waitlist;

import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.web.TimeBounds;
import dev.medislot.web.problem.Refused;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of an entry; {@code patientId} is for staff and guardians. */
record WaitlistRequest(@Nullable UUID visitTypeId, @Nullable UsState state, @Nullable UUID doctorId,
        @NotNull String from, @NotNull String to, @Nullable String timeZone, @Nullable UUID patientId) {

    Wish of(PatientId patient, Instant now) {
        var bounds = TimeBounds.in(timeZone);
        var start = bounds.from(from);
        var end = bounds.to(to);
        if (!start.isBefore(end)) {
            throw Refused.invalid("to", "must be after from");
        }
        if (!end.isAfter(now)) {
            throw Refused.invalid("to", "must be in the future");
        }
        return new Wish(patient, visitTypeId, doctorId, state, start, end);
    }
}
