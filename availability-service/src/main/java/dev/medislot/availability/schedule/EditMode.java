package dev.medislot.availability.schedule;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an edit goes about its consequences.
 *
 * @param bookings
 *            what becomes of bookings whose slot it takes away: {@code keep} (default) or {@code cancel}
 * @param preview
 *            only answer what would happen
 */
public record EditMode(@Nullable @Pattern(regexp = "keep|cancel", message = "must be keep or cancel") String bookings,
        @Nullable Boolean preview) {

    public boolean cancelsBookings() {
        return "cancel".equals(bookings);
    }

    public boolean isPreview() {
        return Boolean.TRUE.equals(preview);
    }
}
