package dev.medislot.booking.waitlist;

import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The opening that a patient waits for; the fields are those of {@link WaitlistEntry}, with null for the default. */
record Wish(PatientId patient, @Nullable UUID visitType, @Nullable UUID doctor, @Nullable UsState state, Instant from,
        Instant to) {}
