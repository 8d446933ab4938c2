package dev.medislot.booking.rating;

import dev.medislot.booking.guardian.Family;
import dev.medislot.booking.guardian.Guardians;
import dev.medislot.booking.rating.RatingOutcome.AlreadyRated;
import dev.medislot.booking.rating.RatingOutcome.BookingUnknown;
import dev.medislot.booking.rating.RatingOutcome.NotCompleted;
import dev.medislot.booking.rating.RatingOutcome.Rated;
import dev.medislot.booking.rating.RatingOutcome.Stale;
import dev.medislot.booking.rating.RatingOutcome.Withdrawn;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Patches;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.OnceAnswer;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.Cursor;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Ratings over HTTP. */
@RestController
@RequestMapping("/api/v1/ratings")
@Tag(name = "Ratings")
class RatingController {

    private static final String ALREADY_RATED = "The visit is rated already; find the rating to change with GET "
            + "/api/v1/ratings?bookingId=";

    private final RateVisit rateVisit;
    private final Ratings ratings;
    private final Guardians guardians;

    RatingController(RateVisit rateVisit, Ratings ratings, Guardians guardians) {
        this.rateVisit = rateVisit;
        this.ratings = ratings;
        this.guardians = guardians;
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = "listRatings", summary = "List ratings, newest first", description = """
            `doctorId` filters by doctor. With `bookingId`, the list has the rating of that booking, for its own \
            patient and staff; for other callers it is empty. Only they see `bookingId` in the answers.""")
    Items<RatingView> list(@RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable UUID bookingId, Page page, Optional<Caller> caller) {
        var rows = ratings.list(doctorId == null ? null : new DoctorId(doctorId), bookingId, page.fetch(),
                page.after(2));
        var family = caller.map(guardians::family);
        if (bookingId != null) {
            rows = rows.stream()
                    .filter(rating -> family.filter(it -> it.mayActFor(rating.patient())).isPresent())
                    .toList();
        }
        return page.items(rows.stream().map(rating -> RatingView.of(rating, family)).toList(),
                last -> Cursor.of(last.rating().createdAt(), last.rating().id()));
    }

    @OpenToAll
    @GetMapping("/{id}")
    @Operation(operationId = "getRating", summary = "Get a rating", description = """
            Anyone may read a rating; only its patient and staff see `bookingId`.""")
    @Answers(value = RatingView.class, headers = HttpHeaders.ETAG)
    ResponseEntity<?> one(@PathVariable UUID id, Optional<Caller> caller) {
        return answer(new Rated(ratings.find(id).orElseThrow(Refused::notFound)), caller.map(guardians::family));
    }

    @PostMapping
    @OnlyFor(Role.PATIENT)
    @Operation(operationId = "rateVisit", summary = "Rate a completed visit", description = """
            Only the patient of a completed booking, or the guardian of a dependent, rates it, once.""")
    @Answers(value = RatingView.class, status = 201, headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.NOT_FOUND, ProblemType.STATE_CONFLICT })
    ResponseEntity<?> rate(@Valid @RequestBody RatingRequest request, IdempotencyKey key, Caller caller) {
        var family = guardians.family(caller);
        var once = rateVisit.rate(family, request, key.on(request));
        return OnceAnswer.of(once,
                outcome -> outcome instanceof Rated(var rating)
                        ? ResponseEntity.created(URI.create("/api/v1/ratings/" + rating.id()))
                                .eTag(EntityTag.of(rating.version()))
                                .body(RatingView.of(rating, Optional.of(family)))
                        : answer(outcome, Optional.of(family)));
    }

    @PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", "application/json" })
    @OnlyFor(Role.PATIENT)
    @Operation(operationId = "changeRating", summary = "Change your rating", description = """
            Changes the stars or the comment; null removes the comment.""")
    @Answers(value = RatingView.class, headers = HttpHeaders.ETAG)
    @Refusals(ProblemType.FORBIDDEN)
    @Patches(value = RatingPatchRequest.class, name = "RatingPatch")
    ResponseEntity<?> change(@PathVariable UUID id, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        var family = guardians.family(caller);
        return answer(rateVisit.change(family, id, patch, ifMatch), Optional.of(family));
    }

    @DeleteMapping("/{id}")
    @OnlyFor({ Role.PATIENT, Role.STAFF })
    @Operation(operationId = "withdrawRating", summary = "Withdraw a rating", description = """
            Its patient withdraws it, or staff takes it down. The visit may be rated again later.""")
    @Answers(status = 204)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> withdraw(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        var family = guardians.family(caller);
        return answer(rateVisit.withdraw(family, id, ifMatch), Optional.of(family));
    }

    private static ResponseEntity<?> answer(RatingOutcome outcome, Optional<Family> family) {
        return switch (outcome) {
            case Rated(var rating) ->
                    ResponseEntity.ok().eTag(EntityTag.of(rating.version())).body(RatingView.of(rating, family));
            case Withdrawn _ -> ResponseEntity.noContent().build();
            case BookingUnknown _ -> Refused.notFound().answer();
            case NotCompleted _ -> Problem.answer(ProblemType.STATE_CONFLICT, "Only a completed visit can be rated");
            case AlreadyRated(var booking) -> Problem.answer(ProblemType.STATE_CONFLICT, ALREADY_RATED + booking);
            case Stale(var version) -> EntityTag.stale(version);
        };
    }
}
