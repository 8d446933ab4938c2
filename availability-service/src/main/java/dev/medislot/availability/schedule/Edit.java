package dev.medislot.availability.schedule;

import dev.medislot.availability.withdrawal.AffectedBooking;
import dev.medislot.common.ProblemType;
import java.util.List;

/** How an edit of a doctor's hours, licenses or profile ended. */
public sealed interface Edit<T> {

    /**
     * Applied; with preview, would apply.
     *
     * @param version the version after the edit; with preview the current one
     */
    record Made<T>(T value, long version, List<AffectedBooking> affectedBookings) implements Edit<T> {}

    /**
     * Nothing was changed: the If-Match header names another version.
     *
     * @param version the current one
     */
    record Stale<T>(long version) implements Edit<T> {}

    /** Nothing was changed. */
    record Rejected<T>(ProblemType type, String detail) implements Edit<T> {}

    static <T> Edit<T> made(T value, long version) {
        return new Made<>(value, version, List.of());
    }

    static <T> Edit<T> rejected(ProblemType type, String detail) {
        return new Rejected<>(type, detail);
    }
}
