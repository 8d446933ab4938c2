package dev.medislot.availability.schedule;

import dev.medislot.common.problem.ProblemType;
import java.util.List;

/** How an edit of a doctor's hours, licenses or terms ended. */
public sealed interface Edit<T> {

    record Made<T>(T value, List<AffectedBooking> affectedBookings) implements Edit<T> {
    }

    /** Nothing was changed. */
    record Rejected<T>(ProblemType type, String detail) implements Edit<T> {
    }

    static <T> Edit<T> made(T value) {
        return new Made<>(value, List.of());
    }

    static <T> Edit<T> rejected(ProblemType type, String detail) {
        return new Rejected<>(type, detail);
    }
}
