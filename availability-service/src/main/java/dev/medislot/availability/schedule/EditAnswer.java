package dev.medislot.availability.schedule;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.medislot.availability.withdrawal.AffectedBooking;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.idempotency.OnceAnswer;
import dev.medislot.web.EntityTag;
import dev.medislot.web.problem.Problem;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** The HTTP answers to edits. */
public final class EditAnswer {

    /** A changed resource, and the bookings whose slot or license the edit takes away. */
    public record Edited<T>(@JsonUnwrapped T value, List<AffectedBooking> affectedBookings) {}

    /** The bookings whose slot or license a removal takes away. */
    public record Removed(List<AffectedBooking> affectedBookings) {}

    private EditAnswer() {}

    /** 201 with location and version; a preview stores nothing, so it answers 200 without them. */
    public static <T> ResponseEntity<?> created(Once<Edit<T>> once, EditMode mode, Function<T, String> location,
            Function<T, ?> view) {
        return OnceAnswer.of(once, edit -> of(edit, made -> {
            var answer = mode.isPreview() ? ResponseEntity.ok()
                    : ResponseEntity.created(URI.create(location.apply(made.value())))
                            .eTag(EntityTag.of(made.version()));
            return answer.body(new Edited<>(view.apply(made.value()), made.affectedBookings()));
        }));
    }

    /** 200 with the version. */
    public static <T> ResponseEntity<?> changed(Edit<T> edit, Function<T, ?> view) {
        return of(edit,
                made -> ResponseEntity.ok()
                        .eTag(EntityTag.of(made.version()))
                        .body(new Edited<>(view.apply(made.value()), made.affectedBookings())));
    }

    /** Answers 200 without an ETag, because the resource is gone. */
    public static <T> ResponseEntity<?> removed(Edit<T> edit) {
        return of(edit, made -> ResponseEntity.ok(new Removed(made.affectedBookings())));
    }

    /** The answer to an edit that was made, or the problem of another outcome. */
    public static <T> ResponseEntity<?> of(Edit<T> edit, Function<Edit.Made<T>, ResponseEntity<?>> whenMade) {
        return switch (edit) {
            case Edit.Made<T> made -> whenMade.apply(made);
            case Edit.Stale<T>(var version) -> EntityTag.stale(version);
            case Edit.Rejected<T>(var type, var detail) -> Problem.answer(type, detail);
        };
    }
}
