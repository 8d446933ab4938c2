package dev.medislot.webapp.desk;

import dev.medislot.common.Role;
import dev.medislot.webapp.Visitor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Gives every page of the front desk the number of tasks on the list when a member of staff last opened it. It does not
 * read the list itself: each read is in the access trails of the patients on it.
 */
@ControllerAdvice(basePackageClasses = TodoCount.class)
class TodoCount {

    static final String NAME = "todoCount";
    private static final Duration FRESH = Duration.ofMinutes(10);

    private record Known(int tasks, Instant at) {}

    private volatile @Nullable Known known;

    /** Returns null if no list was opened lately, and for visitors of another role. */
    @ModelAttribute(NAME)
    @Nullable
    Integer count(Visitor visitor) {
        var last = known;
        return visitor.role() == Role.STAFF && last != null && last.at().plus(FRESH).isAfter(Instant.now())
                ? last.tasks()
                : null;
    }

    void know(int tasks) {
        known = new Known(tasks, Instant.now());
    }
}
