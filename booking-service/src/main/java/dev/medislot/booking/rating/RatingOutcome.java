package dev.medislot.booking.rating;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.UUID;

/** Every way in which a request to rate a visit can end. */
sealed interface RatingOutcome {

    record Rated(Rating rating) implements RatingOutcome {}

    record Withdrawn() implements RatingOutcome {}

    /** There is no such booking, or it belongs to another patient. Stored outcomes have its former name. */
    @JsonTypeName("Unknown")
    record BookingUnknown() implements RatingOutcome {}

    record NotCompleted() implements RatingOutcome {}

    record AlreadyRated(UUID booking) implements RatingOutcome {}

    record Stale(int version) implements RatingOutcome {}
}
