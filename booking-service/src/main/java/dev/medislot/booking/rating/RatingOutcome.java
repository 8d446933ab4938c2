package dev.medislot.booking.rating;

import java.util.UUID;

/** Every way in which rating a visit can end. */
sealed interface RatingOutcome {

    record Rated(Rating rating) implements RatingOutcome {}

    record Withdrawn() implements RatingOutcome {}

    /** No such booking or rating, or none of this patient's. */
    record Unknown() implements RatingOutcome {}

    record NotCompleted() implements RatingOutcome {}

    record AlreadyRated(UUID booking) implements RatingOutcome {}

    record Stale(int version) implements RatingOutcome {}
}
