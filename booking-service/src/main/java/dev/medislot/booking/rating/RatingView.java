package dev.medislot.booking.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.medislot.booking.guardian.Family;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rating as a caller sees it.
 *
 * @param bookingId shown only to the patient of the visit, their guardian and staff
 */
@Schema(name = "Rating")
record RatingView(@JsonUnwrapped Rating rating, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID bookingId) {

    static RatingView of(Rating rating, Optional<Family> family) {
        return new RatingView(rating,
                family.filter(it -> it.mayActFor(rating.patient())).map(_ -> rating.booking()).orElse(null));
    }
}
