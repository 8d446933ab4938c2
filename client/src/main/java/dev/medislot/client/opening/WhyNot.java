package dev.medislot.client.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reasons why a doctor does not offer a time; empty if the doctor offers it.
 *
 * @param ownHold the caller's own hold on the slot
 */
public record WhyNot(DoctorId doctorId, Instant at, String localTime, ZoneId timeZone, @Nullable UsState state,
        boolean offered, List<Reason> reasons, @Nullable OwnHold ownHold) {

    /**
     * A reason.
     *
     * @param code for programs, such as {@code NO_LICENSE}
     */
    public record Reason(String code, String detail) {}

    /** A hold of the caller. */
    public record OwnHold(Instant until, String detail) {}
}
