package dev.medislot.booking.rating;

import dev.medislot.booking.rating.RatingOutcome.AlreadyRated;
import dev.medislot.booking.rating.RatingOutcome.NotCompleted;
import dev.medislot.booking.rating.RatingOutcome.Rated;
import dev.medislot.booking.rating.RatingOutcome.Stale;
import dev.medislot.booking.rating.RatingOutcome.Unknown;
import dev.medislot.booking.rating.RatingOutcome.Withdrawn;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.problem.ProblemType;
import dev.medislot.common.problem.Refused;
import dev.medislot.common.security.Caller;
import dev.medislot.common.web.Cursor;
import dev.medislot.common.web.EntityTag;
import dev.medislot.common.web.Items;
import dev.medislot.common.web.MergePatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
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

    record RatingRequest(@NotNull UUID bookingId, @NotNull @Min(1) @Max(5) Integer stars,
            @Nullable @Size(max = 2000) String comment) {
    }

    private final RateVisit rateVisit;
    private final Ratings ratings;
    private final MergePatch mergePatch;

    RatingController(RateVisit rateVisit, Ratings ratings, MergePatch mergePatch) {
        this.rateVisit = rateVisit;
        this.ratings = ratings;
        this.mergePatch = mergePatch;
    }

    @GetMapping
    @Operation(summary = "Ratings, of one doctor if asked, newest first")
    Items<Rating> list(@RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(defaultValue = Items.DEFAULT) @Min(1) @Max(Items.MOST) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var rows = ratings.list(doctorId == null ? null : new DoctorId(doctorId), limit + 1,
                cursor == null ? null : Cursor.parse(cursor, 2));
        return Items.page(rows, limit, last -> Cursor.of(last.createdAt(), last.id()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A rating")
    ResponseEntity<?> one(@PathVariable UUID id) {
        return answer(ratings.find(id).<RatingOutcome> map(Rated::new).orElseGet(Unknown::new));
    }

    @PostMapping
    @Operation(summary = "Rate a completed visit")
    ResponseEntity<?> rate(@RequestBody @Valid RatingRequest request, Caller caller) {
        var outcome = rateVisit.rate(patient(caller), request.bookingId(),
                new Opinion(request.stars(), request.comment()));
        return outcome instanceof Rated(var rating)
                ? ResponseEntity.created(URI.create("/api/v1/ratings/" + rating.id()))
                        .eTag(EntityTag.of(rating.version())).body(rating)
                : answer(outcome);
    }

    @PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", "application/json" })
    @Operation(summary = "Change one's rating")
    ResponseEntity<?> change(@PathVariable UUID id, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        return answer(rateVisit.change(patient(caller), id, ifMatch,
                opinion -> mergePatch.apply(patch, opinion, Opinion.class)));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Withdraw one's rating")
    ResponseEntity<?> withdraw(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        return answer(rateVisit.withdraw(patient(caller), id, ifMatch));
    }

    private static PatientId patient(Caller caller) {
        if (caller.role() != Role.PATIENT) {
            throw Refused.forbidden();
        }
        return new PatientId(caller.id());
    }

    private static ResponseEntity<?> answer(RatingOutcome outcome) {
        return switch (outcome) {
            case Rated(var rating) -> ResponseEntity.ok().eTag(EntityTag.of(rating.version())).body(rating);
            case Withdrawn _ -> ResponseEntity.noContent().build();
            case Unknown _ -> throw Refused.notFound();
            case NotCompleted _ -> ProblemType.STATE_CONFLICT.answer("Only a completed visit can be rated");
            case AlreadyRated _ -> ProblemType.STATE_CONFLICT.answer("The visit is rated already; change the rating");
            case Stale(var version) -> ProblemType.STALE.answer("Read it again: it is now version " + version);
        };
    }
}
