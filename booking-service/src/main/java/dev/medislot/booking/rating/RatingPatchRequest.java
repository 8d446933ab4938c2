package dev.medislot.booking.rating;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The part of a rating that its patient may change. */
record RatingPatchRequest(@Min(1) @Max(5) int stars, @Nullable @Size(max = 2000) String comment) {

    static RatingPatchRequest of(Rating rating) {
        return new RatingPatchRequest(rating.stars(), rating.comment());
    }
}
