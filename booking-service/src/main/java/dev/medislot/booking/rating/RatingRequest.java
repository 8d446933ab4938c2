package dev.medislot.booking.rating;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a new rating. */
record RatingRequest(@NotNull UUID bookingId, @NotNull @Min(1) @Max(5) Integer stars,
        @Nullable @Size(max = 2000) String comment) {}
