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

    /** The version that a thing has after an edit of one version to another: a preview leaves it where it was. */
    public long versionAfter(long before, long edited) {
        return isPreview() ? before : edited;
    }

    public boolean isPreview() {
        return Boolean.TRUE.equals(preview);
    }
}
