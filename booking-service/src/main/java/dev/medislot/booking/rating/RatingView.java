package dev.medislot.booking.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.medislot.service.security.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rating as a caller sees it.
 *
 * @param bookingId shown only to the patient who rated and to staff
 */
@Schema(name = "Rating")
record RatingView(@JsonUnwrapped Rating rating, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID bookingId) {

    static RatingView of(Rating rating, Optional<Caller> caller) {
        return new RatingView(rating, caller.filter(it -> sees(it, rating)).map(_ -> rating.booking()).orElse(null));
    }

    static boolean sees(Caller caller, Rating rating) {
        return caller.isStaff() || caller.is(rating.patient());
    }
}
