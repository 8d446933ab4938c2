package dev.medislot.availability.closure;

import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.Cursor;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/closures")
@Tag(name = "Closures")
class ClosureController {

    @Schema(name = "Closure")
    record ClosureView(UUID id, String start, String end, @Nullable String reason) {

        static ClosureView of(Closure closure, Optional<Caller> caller) {
            return new ClosureView(closure.id(), closure.start().toString(), closure.end().toString(),
                    caller.filter(Caller::isStaff).isPresent() ? closure.reason() : null);
        }
    }

    @Schema(name = "Closing")
    record ClosingView(UUID id, String start, String end, @Nullable String reason, int affectedCount) {

        static ClosingView of(NewClosure made) {
            var closure = made.closure();
            return new ClosingView(closure.id(), closure.start().toString(), closure.end().toString(), closure.reason(),
                    made.affectedCount());
        }
    }

    private final Closures closures;
    private final EditClosures editClosures;
    private final Clock clock;

    ClosureController(Closures closures, EditClosures editClosures, Clock clock) {
        this.closures = closures;
        this.editClosures = editClosures;
        this.clock = clock;
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = "listClosures", summary = "List the clinic's current and future closures by start",
            description = """
                    Start and end are local times in the zone of each doctor. Only staff sees the reason.""")
    Items<ClosureView> list(Page page, Optional<Caller> caller) {
        return page.items(closures.list(clock.instant(), page.fetch(), page.after(2))
                .stream()
                .map(closure -> ClosureView.of(closure, caller))
                .toList(), closure -> Cursor.of(closure.start(), closure.id()));
    }

    @OpenToAll
    @GetMapping("/{closureId}")
    @Operation(operationId = "getClosure", summary = "Get a closure", description = """
            Only staff sees the reason.""")
    @Answers(headers = HttpHeaders.ETAG)
    ResponseEntity<ClosureView> get(@PathVariable UUID closureId, Optional<Caller> caller) {
        var closure = closures.find(closureId).orElseThrow(Refused::notFound);
        return ResponseEntity.ok().eTag(EntityTag.of(EditClosures.VERSION)).body(ClosureView.of(closure, caller));
    }

    @PostMapping
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "closeClinic", summary = "Close the clinic for a time", description = """
            For staff. No doctor offers a slot in that time, in the doctor's own zone. Openings, calendars and the \
            published days follow one doctor after the other, within seconds for hundreds of doctors. The answer \
            counts the bookings that lose their slot and lists the first 1,000 of them by start. With \
            `bookings=cancel` they are cancelled as the days follow, and so is a booking made until then. A preview \
            stores nothing and answers 200. There may be 400 closures that are not over; beyond that the answer is 409 \
            `state-conflict`.""")
    @Answers(value = EditAnswer.Edited.class, of = ClosingView.class, status = { 201, 200 },
            headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.STATE_CONFLICT })
    ResponseEntity<?> close(@Valid @RequestBody ClosureRequest request, @Valid @ParameterObject EditMode mode,
            IdempotencyKey key, Caller caller) {
        return EditAnswer.created(editClosures.close(request.closure(), mode, caller.actor(), key.on(request)), mode,
                made -> "/api/v1/closures/" + made.closure().id(), ClosingView::of);
    }

    @DeleteMapping("/{closureId}")
    @OnlyFor(Role.STAFF)
    @Operation(operationId = "deleteClosure", summary = "Delete a closure", description = """
            For staff. The slots of that time are offered again within seconds; cancelled bookings stay cancelled. A \
            deletion affects no booking.""")
    @Answers(EditAnswer.Removed.class)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> reopen(@PathVariable UUID closureId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        return EditAnswer.removed(editClosures.reopen(closureId, ifMatch, mode, caller.actor()));
    }
}
