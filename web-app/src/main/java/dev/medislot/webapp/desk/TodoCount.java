package dev.medislot.webapp.desk;

import dev.medislot.client.problem.ApiProblem;
import dev.medislot.common.Role;
import dev.medislot.webapp.Visitor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.client.RestClientException;

/** Tells every page of the front desk how many tasks wait, at most a minute late. */
@ControllerAdvice(basePackageClasses = TodoCount.class)
class TodoCount {

    static final String NAME = "todoCount";
    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Known(int tasks, Instant at) {}

    private volatile @Nullable Known known;

    /** Null while the API does not answer, and for visitors of another role. */
    @ModelAttribute(NAME)
    @Nullable
    Integer count(Visitor visitor) {
        if (visitor.role() != Role.STAFF) {
            return null;
        }
        var last = known;
        if (last != null && last.at().plus(FRESH).isAfter(Instant.now())) {
            return last.tasks();
        }
        return read(visitor);
    }

    private @Nullable Integer read(Visitor visitor) {
        try {
            return know(TodoController.read(visitor.api()).size());
        } catch (ApiProblem | RestClientException _) {
            return null;
        }
    }

    int know(int tasks) {
        known = new Known(tasks, Instant.now());
        return tasks;
    }
}
